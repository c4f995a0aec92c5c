package dev.crossfade.core.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What people may write under a key of crossfade.yaml. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Key {

    /** One line for the schema and the documentation. */
    String value();

    /** The key in the file, where Java reserves the word. */
    String name() default "";

    boolean required() default false;

    /** The default as YAML, or empty where the key simply stays unset. */
    String or() default "";

    /** A regular expression that the whole text must match. */
    String pattern() default "";

    /** What the pattern means, to complete "write …"; for a choice, what people often look for among its words. */
    String form() default "";

    /** True where a single value may stand for a list of one. */
    boolean orSingle() default false;
}

package dev.crossfade.core.spec;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the records say about the file: its keys, their words, and the options where there is a choice. */
final class Shape {

    private Shape() {}

    static List<RecordComponent> components(Class<?> record) {
        return List.of(record.getRecordComponents());
    }

    static Key key(RecordComponent component) {
        return Objects.requireNonNull(component.getAnnotation(Key.class), () -> "no @Key on " + component);
    }

    static String name(RecordComponent component) {
        String name = key(component).name();
        return name.isEmpty() ? component.getName() : name;
    }

    static boolean nullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    static List<String> names(Class<?> record) {
        return components(record).stream().map(Shape::name).toList();
    }

    /** The options of a sealed type, in the order of its permits clause: without one javac's order follows what it read first. */
    static List<Class<?>> options(Class<?> sealed) {
        return List.of(sealed.getPermittedSubclasses());
    }

    /** The word that stands for an option without keys. */
    static Optional<String> word(Class<?> option) {
        return Optional.ofNullable(option.getAnnotation(Word.class)).map(Word::value);
    }

    /** The key that tells an option from the others: its first. */
    static Optional<String> telling(Class<?> option) {
        return names(option).stream().findFirst();
    }

    /** The words of an enum, or those of them that the key's pattern leaves. */
    static List<String> words(Class<?> enumeration, @Nullable Key key) {
        List<String> words = new ArrayList<>();
        for (Object constant : enumeration.getEnumConstants()) {
            String word = word((Enum<?>) constant);
            if (key == null || key.pattern().isEmpty() || word.matches(key.pattern())) {
                words.add(word);
            }
        }
        return words;
    }

    static String word(Enum<?> constant) {
        return Stream.of(constant.getDeclaringClass().getFields())
                .filter(field -> field.getName().equals(constant.name()))
                .map(field -> Objects.requireNonNull(field.getAnnotation(Word.class), () -> "no @Word on " + constant)
                        .value())
                .findFirst()
                .orElseThrow();
    }
}

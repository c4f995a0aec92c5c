package dev.crossfade.core.spec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON schema (draft-07) of crossfade.yaml, made from the records that read it, for editors. */
public final class JsonSchema {

    private JsonSchema() {}

    /** The schema as maps, lists and single values, in the order of the records. */
    public static Map<String, Object> asMap() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "http://json-schema.org/draft-07/schema#");
        schema.put("title", "crossfade.yaml");
        schema.put("description", "The move of one Kubernetes cluster from Calico to Cilium");
        schema.putAll(record(Document.class));
        return schema;
    }

    private static Map<String, Object> record(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : Shape.components(type)) {
            Key key = Shape.key(component);
            properties.put(Shape.name(component), property(component.getGenericType(), key));
            if (key.required()) {
                required.add(Shape.name(component));
            }
        }
        Map<String, Object> schema = of("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> property(Type type, Key key) {
        Map<String, Object> schema = of("description", key.value());
        schema.putAll(value(type, key));
        Object fallback = key.or().isEmpty() ? null : Plain.of(Plain.compose(key.or()));
        if (fallback != null) {
            schema.put("default", fallback);
        }
        return schema;
    }

    private static Map<String, Object> value(Type type, @Nullable Key key) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    ? list(generic.getActualTypeArguments()[0], key)
                    : map(generic.getActualTypeArguments()[1]);
        }
        Class<?> simple = (Class<?>) type;
        if (simple == Object.class) {
            return of();
        }
        if (simple.isRecord() && simple != Cidr.class) {
            return record(simple);
        }
        return simple.isSealed() ? choice(simple) : single(simple, key);
    }

    private static Map<String, Object> list(Type item, @Nullable Key key) {
        Map<String, Object> list = of("type", "array");
        list.put("items", value(item, key));
        if (key != null && key.required()) {
            list.put("minItems", 1);
        }
        return key != null && key.orSingle() ? of("oneOf", List.of(value(item, key), list)) : list;
    }

    private static Map<String, Object> map(Type value) {
        Map<String, Object> map = of("type", "object");
        map.put("additionalProperties", value == Object.class ? true : value(value, null));
        return map;
    }

    private static Map<String, Object> choice(Class<?> sealed) {
        List<Object> options = new ArrayList<>();
        for (Class<?> option : Shape.options(sealed)) {
            options.add(
                    option.isSealed()
                            ? choice(option)
                            : Shape.word(option).map(word -> of("const", word)).orElseGet(() -> record(option)));
        }
        return of("oneOf", options);
    }

    private static Map<String, Object> single(Class<?> type, @Nullable Key key) {
        if (type == boolean.class) {
            return of("type", "boolean");
        }
        if (type == int.class || type == Integer.class) {
            Map<String, Object> number = of("type", "integer");
            number.put("minimum", 0);
            return number;
        }
        Map<String, Object> text = of("type", "string");
        if (type.isEnum()) {
            text.put("enum", Shape.words(type, key));
        } else if (type == Instant.class) {
            text.put("format", "date-time");
        } else {
            text.put("pattern", "^(?:" + pattern(type, key) + ")$");
        }
        return text;
    }

    private static String pattern(Class<?> type, @Nullable Key key) {
        if (type == Cidr.class) {
            return Cidr.FORM;
        }
        if (type == Duration.class) {
            return Scalars.DURATION.pattern();
        }
        return key == null || key.pattern().isEmpty() ? "[\\s\\S]*\\S[\\s\\S]*" : key.pattern();
    }

    private static Map<String, Object> of() {
        return new LinkedHashMap<>();
    }

    private static Map<String, Object> of(String name, Object value) {
        Map<String, Object> map = of();
        map.put(name, value);
        return map;
    }
}

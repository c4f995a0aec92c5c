package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.spec.ClusterSpec;
import dev.crossfade.core.spec.MigrationSpec;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of the canonical specification and inventory, without the base: it changes when what the migration writes would
 * change, but not with other values in the customer's files, and not with keys that no file follows from. What is absent,
 * empty or false does not count, so that a release with a new key leaves it alone where nobody writes that key.
 */
final class Digest {

    /** Characters of the digest that people see and scripts compare, as in a short commit id. */
    private static final int LENGTH = 12;

    /** Components of the specification that say how to go on, not what to write. */
    private static final Set<String> ASIDE = Set.of("gates", "proposals", "acknowledged", "backup");

    /** Components of the inventory that messages alone speak of, or that hand-over gives back: no phase does anything else for them. */
    private static final Set<String> TOLD = Set.of("budgets", "former", "onDelete");

    private Digest() {}

    static String of(Migration migration) {
        StringBuilder text = new StringBuilder();
        append(text, migration.spec());
        append(text, migration.inventory());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Lengths in front of texts keep two different values from ever reading alike. */
    private static void append(StringBuilder text, @Nullable Object value) {
        if (value instanceof Record record) {
            text.append(variant(record)).append('{');
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object part = read(record, component);
                boolean aside = isAside(record, component.getName());
                if (!aside && says(part)) {
                    text.append(component.getName()).append('=');
                    append(text, part);
                }
            }
            text.append('}');
        } else if (value instanceof Map<?, ?> map) {
            text.append('{');
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, item) -> sorted.put(String.valueOf(key), item == null ? "null" : item));
            sorted.forEach((key, item) -> {
                append(text, key);
                append(text, item);
            });
            text.append('}');
        } else if (value instanceof List<?> list) {
            text.append('[');
            list.forEach(item -> append(text, item));
            text.append(']');
        } else {
            String plain = String.valueOf(value);
            text.append(plain.length()).append(':').append(plain).append(';');
        }
    }

    private static boolean isAside(Record record, String component) {
        if (record instanceof ClusterSpec) {
            // what else the cluster is called is learnt on the way, and changes no file
            return component.equals("aliases");
        }
        return record instanceof MigrationSpec
                ? ASIDE.contains(component)
                : (record instanceof NodeTemplate
                                || record instanceof CalicoInventory
                                || record instanceof ApplicationFile)
                        && TOLD.contains(component);
    }

    /** Which of several things a value is; the names of classes that stand alone may change and say nothing of a plan. */
    private static String variant(Record record) {
        Class<?> family = record.getClass().getDeclaringClass();
        return family != null && family.isSealed() ? record.getClass().getSimpleName() : "";
    }

    private static boolean says(@Nullable Object part) {
        boolean empty =
                (part instanceof Map<?, ?> map && map.isEmpty()) || (part instanceof List<?> list && list.isEmpty());
        return part != null && !empty && !part.equals(false) && !part.equals("");
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor is public: " + component, e);
        }
    }
}

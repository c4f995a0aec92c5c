package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.CiliumSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the prose of a phase may name; {@code why} is empty, and stands where a text goes on with the reasons. */
public final class PhaseWords {

    private PhaseWords() {}

    /** Those of the migration, and over them those of the step. */
    public static Map<String, Object> of(Migration migration, Step step) {
        Map<String, Object> words = words(migration);
        words.putAll(step.words());
        return words;
    }

    private static Map<String, Object> words(Migration migration) {
        CiliumSpec cilium = migration.spec().cilium();
        Map<String, Object> words = new TreeMap<>();
        words.put("migration", migration.spec().name());
        words.put("why", "");
        words.put("cilium", cilium.version().toString());
        words.put("calico", migration.spec().calico().version().toString());
        words.put("application", cilium.application());
        words.put(
                "calicoApplication",
                migration
                        .inventory()
                        .calico()
                        .application()
                        .map(ApplicationFile::name)
                        .orElse(""));
        words.put("values", migration.valuesFile());
        words.put("overlay", migration.layout().overlay());
        words.put("podCIDRs", join(cilium.podCIDRs()));
        words.put("pools", join(migration.spec().calico().pools()));
        words.put("clusterName", cilium.clusterName());
        words.put(
                "tunnel",
                cilium.tunnel().protocol().id().toUpperCase(Locale.ROOT) + " on UDP "
                        + cilium.tunnel().port());
        words.put("label", migration.spec().nodes().label() + "=true");
        words.put("taintKey", migration.spec().nodes().taint().key());
        words.put(
                "taint",
                migration.spec().nodes().taint().key() + "="
                        + migration.spec().nodes().taint().value() + ":"
                        + migration.spec().nodes().taint().effect());
        return words;
    }

    private static String join(List<Cidr> ranges) {
        return ranges.stream().map(Cidr::toString).collect(Collectors.joining(", "));
    }
}

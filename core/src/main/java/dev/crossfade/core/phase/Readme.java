package dev.crossfade.core.phase;

import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The README of the migration's folder: one for the time of the migration, one for what remains. */
final class Readme {

    private Readme() {}

    static String atStart(Migration migration) {
        List<Map<String, Object>> phases = new ArrayList<>();
        for (Sequence.Entry entry : Sequence.of(migration)) {
            Map<String, Object> row = new TreeMap<>();
            row.put("number", String.valueOf(entry.number()));
            row.put("id", entry.id());
            row.put("title", entry.title());
            row.put(
                    "undo",
                    entry.step() == null
                            ? "skipped: " + entry.skipped()
                            : entry.step().undo().id());
            phases.add(row);
        }
        Map<String, Object> words = words(migration);
        words.put("phases", phases);
        return migration.templates().prose("prepare/README.md", words);
    }

    static String atEnd(Migration migration) {
        return migration.templates().prose("hand-over/README.md", words(migration));
    }

    private static Map<String, Object> words(Migration migration) {
        MigrationSpec spec = migration.spec();
        Map<String, Object> words = new TreeMap<>();
        words.put("migration", spec.name());
        words.put("path", spec.git().path());
        words.put("branch", spec.git().branch());
        words.put("project", spec.argo().project());
        words.put("argoNamespace", spec.argo().namespace());
        words.put("application", spec.cilium().application());
        return words;
    }
}

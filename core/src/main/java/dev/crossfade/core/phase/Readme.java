package dev.crossfade.core.phase;

import dev.crossfade.core.scan.ClusterName;
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
        List<Sequence.Entry> entries = Sequence.of(migration);
        for (Sequence.Entry entry : entries) {
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
        words.put("ownApplications", PreparePhase.ownApplications(migration));
        List<String> stops = ids(entries, "quiesce-workloads");
        List<String> starts = ids(entries, "resume-workloads");
        words.put(
                "stopped",
                stops.isEmpty() || starts.isEmpty()
                        ? List.of()
                        : Map.of("first", stops.get(0), "last", starts.get(starts.size() - 1)));
        return migration.templates().prose("prepare/README.md", words);
    }

    /** The commits of a row that is not skipped. */
    private static List<String> ids(List<Sequence.Entry> entries, String row) {
        return entries.stream()
                .filter(entry -> entry.step() != null && entry.phase().id().equals(row))
                .map(Sequence.Entry::id)
                .toList();
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
        words.put(
                "elsewhere",
                Destination.isArgosOwn(migration)
                        ? ""
                        : ClusterName.of(spec.cluster()).toString());
        return words;
    }
}

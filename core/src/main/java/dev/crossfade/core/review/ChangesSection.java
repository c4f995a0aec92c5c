package dev.crossfade.core.review;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a commit changes: the cluster's objects, the pods and nodes that feel it, the chart's values, and in which files. */
record ChangesSection(Migration migration, Tree base, ChangeSet changes) {

    /** Files that a line still names. */
    private static final int FILES = 30;

    /** @param whole false where something was left out */
    record Written(String text, boolean whole) {}

    Written text(ReviewTemplate template, int rows) {
        List<String> parts = new ArrayList<>(List.of("### In the cluster"));
        template.section(ReviewTemplate.CLUSTER).ifPresent(parts::add);
        ClusterTable.Cut table = table(rows);
        parts.add(table.text());
        List<String> felt = new ArrayList<>();
        for (String name : List.of(ReviewTemplate.RESTARTS, ReviewTemplate.NODES)) {
            template.section(name).ifPresent(text -> felt.add("- **" + name + ":** " + text.replace("\n", " ")));
        }
        if (!felt.isEmpty()) {
            parts.add(String.join("\n", felt));
        }
        return new Written(
                String.join("\n\n", parts), table.whole() && changes.files().size() <= Math.min(rows, FILES));
    }

    /** Only where the commit changes a value of Cilium's chart. */
    Optional<String> values(Optional<ReviewFacts.Chart> chart, int rows) {
        Layout layout = migration.layout();
        List<String> tables = new ArrayList<>();
        for (String path : valueFiles()) {
            Optional<String> now = changes.files().getOrDefault(path, Optional.empty());
            boolean unread = path.equals(layout.overlay()) && now.isEmpty();
            if (!unread) {
                new ValuesTable(path, base.read(path), now).text(rows).ifPresent(tables::add);
            }
        }
        if (tables.isEmpty()) {
            return Optional.empty();
        }
        boolean overlay = changes.files()
                .getOrDefault(layout.ciliumApplication(), base.read(layout.ciliumApplication()))
                .filter(application -> application.contains(layout.overlay()))
                .isPresent();
        new ChartSection(migration, overlay, chart).text(rows).ifPresent(tables::add);
        return Optional.of("### Values\n\n" + String.join("\n\n", tables));
    }

    private Set<String> valueFiles() {
        Set<String> files = new TreeSet<>(migration.spec().cilium().values());
        files.add(migration.layout().overlay());
        files.retainAll(changes.files().keySet());
        return files;
    }

    private ClusterTable.Cut table(int rows) {
        ObjectDiff diff = ObjectDiff.of(base, changes, this::isExport);
        Set<String> values = valueFiles();
        List<FileEdit> files = diff.files().stream()
                .map(file -> told(file, values.contains(file.path())))
                .toList();
        Set<String> markers =
                Set.of(migration.layout().name(), migration.layout().applicationsName());
        return new ClusterTable(
                        new ObjectDiff(diff.objects(), files),
                        key -> key.kind().equals("ConfigMap") && markers.contains(key.name()),
                        rows,
                        "in the attached difference")
                .cut();
    }

    /** Values have tables of their own, and of a file that comes or goes the name says enough. */
    private static FileEdit told(FileEdit file, boolean values) {
        boolean changed = file.kind() == ObjectChange.Kind.CHANGED;
        String note =
                values && file.kind() != ObjectChange.Kind.REMOVED ? "values of the chart, see Values" : file.note();
        return new FileEdit(file.path(), file.kind(), values || !changed ? List.of() : file.fields(), note);
    }

    /** An export is what the cluster was once; nobody applies it. */
    boolean isExport(String path) {
        return migration.inventory().calico().home() instanceof CalicoHome.Live live
                && path.startsWith(live.folder() + "/");
    }

    /** The files by name, for a search and for those who read a mail. */
    String files(int rows) {
        List<String> paths = List.copyOf(changes.files().keySet());
        int shown = Math.min(Math.min(rows, FILES), paths.size());
        return "Files (" + paths.size() + "): "
                + paths.subList(0, shown).stream().map(Markdown::code).collect(Collectors.joining(", "))
                + (shown < paths.size() ? " and " + (paths.size() - shown) + " more" : "") + ".";
    }
}

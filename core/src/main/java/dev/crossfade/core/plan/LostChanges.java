package dev.crossfade.core.plan;

import dev.crossfade.core.calico.LiveKeeper;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.Leaves;
import dev.crossfade.core.yaml.Leaves.Leaf;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Notices that what merged phases wrote has gone from the base, or has another value there: the phases to come rest on it, and
 * a commit that lost a pin or a taint shows no other sign before the cluster does.
 */
final class LostChanges {

    private final Plan plan;

    /** The tree before the migration, and after each of the merged phases. */
    private final List<Tree> trees = new ArrayList<>();

    private final List<String> phases = new ArrayList<>();

    /** The phase that was taken back while later ones stand, or an empty text. */
    private final String undone;

    /** False where the merged phases are of another plan: this one's would write something else. */
    private final boolean ours;

    private LostChanges(Plan plan, Tree start, Marker marker) {
        this.plan = plan;
        this.ours = marker.plan().equals(plan.digest());
        this.undone = marker.undone() == null ? "" : marker.undone();
        trees.add(start);
    }

    /**
     * @param start the tree before the first phase
     * @param base the tree that the next phase goes on
     */
    static List<Problem> check(Plan plan, Tree start, Tree base) {
        Layout layout = plan.migration().layout();
        Optional<Marker> marker = Marker.read(base, layout);
        boolean halfUndone =
                marker.filter(one -> one.phase().equals(one.undone())).isPresent();
        List<Sequence.Entry> rest = plan.rest(base);
        if (marker.isEmpty() || halfUndone || rest.isEmpty()) {
            return List.of();
        }
        LostChanges lost = new LostChanges(plan, start, marker.get());
        plan.entries().subList(0, plan.entries().size() - rest.size()).forEach(lost::merge);
        return lost.problems(base);
    }

    private void merge(Sequence.Entry entry) {
        Step step = entry.step();
        if (step != null) {
            Workspace workspace = new Workspace(trees.get(trees.size() - 1));
            step.write(workspace, plan.migration().layout());
            trees.add(workspace);
            phases.add(entry.id());
        }
    }

    private List<Problem> problems(Tree base) {
        Tree merged = trees.get(trees.size() - 1);
        SortedSet<String> files = new TreeSet<>();
        trees.stream()
                .skip(1)
                .forEach(tree ->
                        files.addAll(((Workspace) tree).changes().files().keySet()));
        return files.stream()
                .filter(LostChanges::isYaml)
                .filter(file -> !merged.read(file).equals(base.read(file)))
                .flatMap(file -> problems(file, leaves(base, file)).stream())
                .toList();
    }

    /** One for each phase that lost something in the file, which names the first. */
    private List<Problem> problems(String file, NavigableMap<String, Leaf> now) {
        List<NavigableMap<String, Leaf>> history = history(file);
        NavigableMap<String, Leaf> merged = history.get(history.size() - 1);
        Map<String, List<LostChange>> byPhase = new TreeMap<>(Comparator.comparing(phases::indexOf));
        Set<String> told = new HashSet<>();
        wholesFirst(LostChange.among(origins(history.get(0), merged), history.subList(1, history.size()), now))
                .filter(lost -> !isGeneration(lost) && isTold(lost, merged, now, told))
                .forEach(lost -> byPhase.computeIfAbsent(phase(lost, history), phase -> new ArrayList<>())
                        .add(lost));
        return byPhase.entrySet().stream()
                .map(lost -> problem(file, lost.getKey(), lost.getValue(), now))
                .toList();
    }

    /** What the file holds in each of the trees. */
    private List<NavigableMap<String, Leaf>> history(String file) {
        List<NavigableMap<String, Leaf>> history = new ArrayList<>();
        for (int i = 0; i < trees.size(); i++) {
            boolean same =
                    i > 0 && trees.get(i).read(file).equals(trees.get(i - 1).read(file));
            history.add(same ? history.get(i - 1) : leaves(trees.get(i), file));
        }
        return history;
    }

    /** Of a newer export than the migration began with. */
    private static boolean isGeneration(LostChange lost) {
        return lost.found().isPresent() && lost.name().endsWith("." + LiveKeeper.GENERATION);
    }

    /** An object that phases made, or took away, before what they wrote in it. */
    private static Stream<LostChange> wholesFirst(List<LostChange> lost) {
        return lost.stream().sorted(Comparator.comparing(one -> !one.isWhole()));
    }

    /**
     * An object that is gone, or back, as a whole is told once: by itself, or by the first value in it where it is the customer's.
     *
     * @param told objects that were told already
     */
    private static boolean isTold(
            LostChange lost, NavigableMap<String, Leaf> merged, NavigableMap<String, Leaf> now, Set<String> told) {
        String object = lost.object();
        return object.isEmpty() || (lost.wanted().isPresent() ? now : merged).containsKey(object) || told.add(object);
    }

    /** The file before the migration; an object that a phase copied, or moved here, begins as what it was copied from. */
    private NavigableMap<String, Leaf> origins(NavigableMap<String, Leaf> start, NavigableMap<String, Leaf> merged) {
        NavigableMap<String, Leaf> origins = new TreeMap<>(start);
        merged.values().stream()
                .map(Leaf::object)
                .distinct()
                .filter(object -> !object.isEmpty() && !start.containsKey(object))
                .forEach(object -> origins.putAll(origin(object, start)));
        return origins;
    }

    private NavigableMap<String, Leaf> origin(String object, NavigableMap<String, Leaf> start) {
        String kind = kind(object);
        return start.values().stream()
                .map(Leaf::object)
                .filter(other -> kind(other).equals(kind))
                // a copy is called as its origin, and more
                .max(Comparator.comparing(other -> object.startsWith(other) ? other.length() : 0))
                .map(other -> LostChange.copied(start, other, object))
                .or(() -> inputs().filter(leaves -> leaves.containsKey(object))
                        .findFirst()
                        .map(leaves -> LostChange.copied(leaves, object, object)))
                .orElse(Collections.emptyNavigableMap());
    }

    private Stream<NavigableMap<String, Leaf>> inputs() {
        return Planner.inputs(plan.migration().spec(), trees.get(0)).stream()
                .filter(LostChanges::isYaml)
                .map(file -> leaves(trees.get(0), file));
    }

    private static String kind(String object) {
        return object.split(" ", 2)[0];
    }

    /** The last phase that made the value what it is in the end. */
    private String phase(LostChange lost, List<NavigableMap<String, Leaf>> history) {
        int last = history.size() - 1;
        while (last > 1 && text(history.get(last - 1), lost.name()).equals(text(history.get(last), lost.name()))) {
            last--;
        }
        return phases.get(last - 1);
    }

    private static Optional<String> text(NavigableMap<String, Leaf> leaves, String name) {
        return Optional.ofNullable(leaves.get(name)).map(leaf -> String.valueOf(leaf.value()));
    }

    private Problem problem(String file, String phase, List<LostChange> lost, NavigableMap<String, Leaf> now) {
        LostChange first = lost.get(0);
        String name = firstLine(first.name());
        String what = first.isWhole() || now.containsKey(first.object()) ? "it" : first.object();
        String found = first.found()
                .map(other -> "now it is" + value(other))
                .orElse(what + (ours ? " is gone" : " is not there"));
        String does = first.wanted()
                .map(leaf -> (ours ? " wrote " : " would write ") + name + value(leaf) + ", and " + found)
                .orElse((ours ? " took " : " would take ") + name + " away, and it is " + (ours ? "back" : "there"));
        String more = lost.size() == 1 ? "" : ", and " + (lost.size() - 1) + " more in this file";
        String cure = ours
                ? "git log -p -- " + file
                        + " says who changed it; bring back what the phase wrote (revert the revert) before"
                        + " the next one"
                : "correct by hand what the phase of the former plan wrote, in the commit that changes the plan";
        // the migration stands still after an undo, and nobody lost what it took back; the way on asks for it
        Severity severity = phase.equals(undone) ? Severity.WARNING : Severity.BLOCKER;
        return new Problem(
                ErrorCode.PHASE_LOST,
                severity,
                first.found().map(Leaf::where).orElse(Where.file(file)),
                "phase " + phase + (ours ? "" : " of the changed plan") + does + more
                        + ": the phases to come rest on it",
                cure + "; where it is right as it is, answer for it under spec.acknowledged with file: " + file);
    }

    private static String value(Leaf leaf) {
        return leaf.isWhole() ? "" : " '" + firstLine(String.valueOf(leaf.value())) + "'";
    }

    /** A patch in a kustomization is a text of many lines, and the name of its item. */
    private static String firstLine(String text) {
        List<String> lines = text.lines().toList();
        return lines.isEmpty() ? "" : lines.get(0) + (lines.size() > 1 ? "…" : "");
    }

    private static NavigableMap<String, Leaf> leaves(Tree tree, String file) {
        return tree.read(file)
                .map(text -> Leaves.of(YamlFile.parse(file, text)))
                .orElse(Collections.emptyNavigableMap());
    }

    private static boolean isYaml(String file) {
        return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
    }
}

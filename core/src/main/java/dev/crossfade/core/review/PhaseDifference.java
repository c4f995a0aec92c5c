package dev.crossfade.core.review;

import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.render.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a phase changes in the cluster, object by object.
 *
 * @param git objects that Git holds
 * @param chart objects that Cilium's chart renders; none where it was not rendered
 * @param notRendered why the chart was not rendered
 * @param files changed files that hold no object, such as values
 */
public record PhaseDifference(
        Plan plan,
        PlannedCommit commit,
        List<ObjectDifference> git,
        List<ObjectDifference> chart,
        Optional<String> notRendered,
        List<String> files) {

    public PhaseDifference {
        git = List.copyOf(git);
        chart = List.copyOf(chart);
        files = List.copyOf(files);
    }

    public static PhaseDifference of(Plan plan, PlannedCommit commit, ChartRenderer charts) {
        ChangesSection section = new ChangesSection(plan.migration(), commit.base(), commit.changes());
        ObjectDiff diff = ObjectDiff.of(commit.base(), commit.changes(), section::isExport);
        Map<ObjectKey, Object> before = new TreeMap<>();
        Map<ObjectKey, Object> after = new TreeMap<>();
        Tree base = commit.base();
        commit.changes().files().forEach((path, text) -> {
            if (!section.isExport(path)) {
                before.putAll(FileRoots.of(path, base.read(path)).objects());
                after.putAll(FileRoots.of(path, text).objects());
            }
        });
        Optional<ReviewFacts.Chart> chart =
                new ChartComparison(plan.migration(), charts).of(commit.base(), commit.changes());
        return new PhaseDifference(
                plan,
                commit,
                differences(diff, before, after),
                chart.map(PhaseDifference::rendered).orElse(List.of()),
                chart.filter(ReviewFacts.NotRendered.class::isInstance)
                        .map(not -> ((ReviewFacts.NotRendered) not).reason()),
                diff.files().stream().map(FileEdit::path).toList());
    }

    private static List<ObjectDifference> rendered(ReviewFacts.Chart chart) {
        if (chart instanceof ReviewFacts.Rendered objects) {
            return differences(
                    ObjectDiff.between(objects.before(), objects.after()),
                    ObjectDiff.keyed(objects.before()),
                    ObjectDiff.keyed(objects.after()));
        }
        return List.of();
    }

    private static List<ObjectDifference> differences(
            ObjectDiff diff, Map<ObjectKey, Object> before, Map<ObjectKey, Object> after) {
        List<ObjectDifference> differences = new ArrayList<>();
        for (ObjectChange change : diff.objects()) {
            differences.add(ObjectDifference.of(change, before.get(change.key()), after.get(change.key())));
        }
        return differences;
    }
}

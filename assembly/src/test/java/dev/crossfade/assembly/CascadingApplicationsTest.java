package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Between two phases no deletion of an Application may take the cluster's network with it. */
class CascadingApplicationsTest {

    private static final String FINALIZER =
            "  finalizers: [keep/this, resources-finalizer.argocd.argoproj.io/background]\n";

    private final MapTree start = Story.tree();
    private final Journey journey = Journey.of(Story.plan(start));
    private final String cilium = journey.preview().plan().migration().layout().ciliumApplication();

    @Test
    void anUndoThatWasBegunAndGivenUpIsRefused() {
        MapTree base = journey.after("install-cilium");
        String text = base.files().get(cilium);
        MapTree armed =
                base.with(cilium, Story.replace(text, "  name: prod-cilium\n", "  name: prod-cilium\n" + FINALIZER));
        assertThat(cascading(armed)).singleElement().satisfies(problem -> {
            assertThat(problem.where().file()).isEqualTo(cilium);
            assertThat(problem.where().line())
                    .isEqualTo((int) text.substring(0, text.indexOf("  name: prod-cilium"))
                                    .lines()
                                    .count()
                            + 2);
            assertThat(problem.message()).startsWith("Application prod-cilium has a finalizer");
            assertThat(problem.cure()).contains("undone", "docs/by-hand.md");
        });
    }

    @Test
    void theRootsAreAskedToo() {
        MapTree base = journey.after("prepare");
        String file = journey.preview().plan().migration().layout().bootstrap();
        String armed = Story.replace(
                base.files().get(file),
                "  name: crossfade-prod-applications\n",
                "  name: crossfade-prod-applications\n" + FINALIZER);
        assertThat(cascading(base.with(file, armed)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).startsWith("Application crossfade-prod-applications has"));
    }

    @Test
    void anUndoOnItsWayIsNot() {
        MapTree before = journey.states().get(journey.index("install-cilium"));
        MapTree after = journey.after("install-cilium");
        List<ChangeSet> undo = new UndoRenderer(journey.preview().plan().migration())
                .render(
                        Objects.requireNonNull(
                                journey.commit("install-cilium").entry().step()),
                        before,
                        after);
        MapTree half = after.with(undo.get(0));
        assertThat(half.files().get(cilium)).contains("resources-finalizer.argocd.argoproj.io/background");
        assertThat(cascading(half)).isEmpty();
        assertThat(cascading(half.with(undo.get(1)))).isEmpty();
    }

    @Test
    void noPhaseLeavesOneBehind() {
        for (String phase : journey.ids()) {
            assertThat(cascading(journey.after(phase))).as(phase).isEmpty();
        }
    }

    private List<Problem> cascading(MapTree base) {
        return Story.said(start, base).stream()
                .filter(problem -> problem.code() == ErrorCode.APPLICATION_CASCADES)
                .toList();
    }
}

package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.render.ChangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The marker while the newest phase goes back: it says so from the first commit on, and every Job finds what it waits for. */
class UndoMarkerTest {

    private static final Pattern WAIT = Pattern.compile("--for=jsonpath=\\{\\.data\\.(\\w+)}=([\\w.-]+)");

    /**
     * A phase of a plan while it goes back.
     *
     * @param undone the trees after each commit of the undo
     */
    private record Way(Variant variant, PlannedCommit commit, MapTree before, MapTree after, List<MapTree> undone) {

        static List<Way> all(Variant variant) {
            List<MapTree> states = variant.states();
            UndoRenderer renderer = new UndoRenderer(variant.preview().plan().migration());
            List<Way> ways = new ArrayList<>();
            for (int i = 0; i < variant.preview().commits().size(); i++) {
                PlannedCommit commit = variant.preview().commits().get(i);
                Step step = Objects.requireNonNull(commit.entry().step());
                if (step.undo() != Undo.NONE) {
                    List<MapTree> undone = new ArrayList<>();
                    MapTree tree = states.get(i + 1);
                    for (ChangeSet changes : renderer.render(step, states.get(i), tree)) {
                        tree = tree.with(changes);
                        undone.add(tree);
                    }
                    ways.add(new Way(variant, commit, states.get(i), states.get(i + 1), undone));
                }
            }
            assertThat(ways).isNotEmpty();
            return ways;
        }

        String id() {
            return commit.entry().id();
        }

        MapTree end() {
            return undone.get(undone.size() - 1);
        }

        Marker marker(MapTree tree) {
            return Marker.read(tree, variant.layout()).orElseThrow();
        }

        TreeMap<String, String> beside(MapTree tree) {
            TreeMap<String, String> files = new TreeMap<>(tree.files());
            files.remove(variant.layout().marker());
            return files;
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void onlyTheMarkerTellsAnUndonePhaseFromOneThatNeverWas(Variant variant) {
        for (Way way : Way.all(variant)) {
            assertThat(way.beside(way.end())).as(way.id()).isEqualTo(way.beside(way.before()));
            if (way.id().equals("prepare")) {
                assertThat(way.end().files()).isEqualTo(way.before().files());
            } else {
                way.undone()
                        .forEach(tree -> assertThat(way.marker(tree).undone()).isEqualTo(way.id()));
                assertThat(way.marker(way.end()))
                        .isEqualTo(way.marker(way.before()).undoing(way.id()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void anUndonePhaseComesAgainWithTheSameBytes(Variant variant) {
        comesAgain(variant, Way.all(variant));
    }

    /** Three phases of many, which others than those of the next seed. */
    static void comeAgain(Variant variant, int seed) {
        List<Way> ways = Way.all(variant);
        int size = ways.size();
        comesAgain(
                variant,
                Stream.of(0, size / 3, 2 * size / 3)
                        .map(step -> ways.get(Math.floorMod(seed + step, size)))
                        .toList());
    }

    private static void comesAgain(Variant variant, List<Way> ways) {
        PlanRenderer renderer = new PlanRenderer(variant.preview().plan());
        for (Way way : ways) {
            PlannedCommit again = renderer.render(way.end()).get(0);
            assertThat(again.message()).isEqualTo(way.commit().message());
            assertThat(way.end().with(again.changes()).files())
                    .as(way.id())
                    .isEqualTo(way.after().files());
        }
    }

    /** A Job of the phase before comes back with the undo and acts again: with another marker it would fail after two minutes. */
    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyJobFindsTheMarkerThatItWaitsFor(Variant variant) {
        for (Way way : Way.all(variant)) {
            for (MapTree tree : way.undone()) {
                tree.list(variant.layout().manifests()).stream()
                        .filter(path -> path.contains("/job-"))
                        .flatMap(path -> WAIT.matcher(tree.files().get(path)).results())
                        .filter(wait -> List.of("phase", "undone").contains(wait.group(1)))
                        .forEach(wait -> assertThat(
                                        tree.files().get(variant.layout().marker()))
                                .as(way.id())
                                .contains("  " + wait.group(1) + ": " + wait.group(2) + "\n"));
            }
        }
    }
}

package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.inventory.InventoryReader;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.scan.SyncOptions;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws that every phase obeys, run over every commit of every variant of the story. */
class PhaseLawsTest {

    private static final YamlPath SYNC_OPTIONS = YamlPath.of("metadata", "annotations", SyncOptions.NAME);

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void theSamePlanRendersToTheSameBytes(Variant variant) {
        Preview preview = variant.preview();

        List<PlannedCommit> again =
                new PlanRenderer(preview.plan()).render(preview.commits().get(0).base());

        assertThat(again).extracting(PlannedCommit::changes).isEqualTo(changes(preview.commits()));
        assertThat(again).extracting(PlannedCommit::message).isEqualTo(messages(preview.commits()));
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyMergedPhaseIsAPlaceToGoOnFrom(Variant variant) {
        for (int merged = 1; merged < variant.preview().commits().size(); merged++) {
            goesOnFrom(variant, merged);
        }
    }

    /** With so many commits merged, the rest is what it was. */
    static void goesOnFrom(Variant variant, int merged) {
        List<PlannedCommit> all = variant.preview().commits();
        MapTree state = variant.states().get(merged);
        List<PlannedCommit> rest = new PlanRenderer(variant.preview().plan()).render(state);
        List<PlannedCommit> expected = all.subList(merged, all.size());
        assertThat(rest).extracting(PlannedCommit::changes).isEqualTo(changes(expected));
        assertThat(rest).extracting(PlannedCommit::message).isEqualTo(messages(expected));
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyCommitMovesTheMarkerAndNothingIsLeftUnnumbered(Variant variant) {
        List<MapTree> states = variant.states();
        Set<Integer> numbers = new TreeSet<>();

        for (int i = 0; i < variant.preview().commits().size(); i++) {
            PlannedCommit commit = variant.preview().commits().get(i);
            Marker marker = Marker.read(states.get(i + 1), variant.layout()).orElseThrow();
            assertThat(marker)
                    .isEqualTo(new Marker(
                            commit.entry().id(),
                            commit.entry().number(),
                            variant.preview().plan().digest(),
                            null));
            assertThat(numbers.add(marker.number())).isTrue();
        }

        variant.preview().plan().entries().stream()
                .filter(entry -> entry.skipped() != null)
                .forEach(entry -> numbers.add(entry.number()));
        assertThat(numbers).hasSize(variant.preview().plan().entries().size()).contains(1, numbers.size());
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everythingWrittenIsTidyTextBelowTheFolderOrAnInputThatWasNamed(Variant variant) {
        String folder = variant.preview().plan().migration().spec().git().path() + "/";
        Set<String> named = Set.copyOf(InventoryReader.inputs(
                variant.preview().plan().migration().spec(),
                variant.preview().commits().get(0).base()));

        for (PlannedCommit commit : variant.preview().commits()) {
            for (Map.Entry<String, Optional<String>> file :
                    commit.changes().files().entrySet()) {
                assertThat(file.getKey().startsWith(folder) || named.contains(file.getKey()))
                        .as(commit.entry().id() + " writes " + file.getKey())
                        .isTrue();
                file.getValue()
                        .ifPresent(text -> assertThat(text)
                                .as(file.getKey())
                                .doesNotContain("\r", "\t")
                                .endsWith("\n")
                                .doesNotEndWith("\n\n")
                                .doesNotContainPattern("(?m)[ ]+$"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyYamlFileParsesAndHoldsOneObjectUnderItsOwnName(Variant variant) {
        for (MapTree state : variant.states()) {
            for (String path : state.list(variant.layout().manifests())) {
                List<YamlDocument> documents = Parsed.documents(state, path);
                assertThat(documents).as(path).hasSize(1);
                String kind = text(documents.get(0), "kind");
                String name = text(documents.get(0), "metadata.name");
                String expected = path.equals(variant.layout().marker())
                        ? variant.layout().marker()
                        : variant.layout().manifest(kind, name);
                assertThat(path).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void undoGivesTheBytesBackButForTheMarker(Variant variant) {
        List<MapTree> states = variant.states();
        for (int i = 0; i < variant.preview().commits().size(); i++) {
            Step step = Objects.requireNonNull(
                    variant.preview().commits().get(i).entry().step());
            MapTree before = states.get(i);
            MapTree after = states.get(i + 1);
            if (step.undo() == Undo.NONE) {
                assertThatThrownBy(() -> step.undoWriter().undo(before, after))
                        .as(step.id())
                        .hasMessage(step.id() + " cannot be undone");
                continue;
            }
            List<ChangeSet> undo = step.undoWriter().undo(before, after);
            assertThat(undo).as(step.id()).hasSize(step.undo() == Undo.REVERT ? 1 : 2);
            MapTree back = states.get(i + 1);
            for (ChangeSet commit : undo) {
                assertThat(commit.isEmpty()).as(step.id()).isFalse();
                back = back.with(commit);
            }
            assertThat(back.files()).as(step.id()).isEqualTo(before.files());
        }
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void aGuardComesOffACommitBeforeItsObjectGoes(Variant variant) {
        List<MapTree> states = variant.states();
        int guardedEver = 0;
        for (int i = 1; i < states.size(); i++) {
            for (String path : states.get(i - 1).list(variant.layout().manifests())) {
                boolean goes = states.get(i).read(path).isEmpty();
                boolean guarded = guard(states.get(i - 1), path).isPresent();
                guardedEver += guarded ? 1 : 0;
                assertThat(goes && guarded)
                        .as(path + " goes while it is guarded")
                        .isFalse();
            }
        }
        assertThat(guardedEver)
                .as("the CiliumNodeConfig is guarded while it matters")
                .isPositive();
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void jobsLeaveWithTheNextCommitAndFoldersNeverBecomeEmpty(Variant variant) {
        List<MapTree> states = variant.states();
        Map<String, Integer> age = new TreeMap<>();
        for (MapTree state : states.subList(1, states.size())) {
            assertThat(state.list(variant.layout().manifests()))
                    .contains(variant.layout().marker());
            assertThat(state.list(variant.layout().applications()))
                    .contains(variant.layout().applicationsMarker());
            for (String path : state.list(variant.layout().manifests())) {
                if (state.read(path).orElseThrow().contains(Layout.JOB_LABEL)) {
                    assertThat(age.merge(path, 1, Integer::sum)).as(path).isEqualTo(1);
                }
            }
        }
        assertThat(age.keySet())
                .as("a Job to stop and one to start, for every run of workloads outside Git")
                .filteredOn(path -> path.matches(".*/job-.*-(quiesce|resume)-workloads.*"))
                .hasSize(2 * runsOutsideGit(variant));
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyOverlayKeySaysWhyItIsThere(Variant variant) {
        for (MapTree state : variant.states()) {
            Optional<String> overlay = state.read(variant.layout().overlay());
            if (overlay.isEmpty()) {
                continue;
            }
            List<String> lines = overlay.get().lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                boolean leaf =
                        !lines.get(i).strip().startsWith("#") && !lines.get(i).endsWith(":");
                if (leaf) {
                    assertThat(lines.get(i - 1)).as(lines.get(i)).contains("# migration: ");
                }
            }
        }
    }

    private static int runsOutsideGit(Variant variant) {
        int runs = 0;
        boolean open = false;
        for (WorkloadSpec workload : variant.preview().plan().migration().spec().workloads()) {
            runs += workload.source() == null && !open ? 1 : 0;
            open = workload.source() == null;
        }
        return runs;
    }

    private static Optional<Object> guard(MapTree state, String path) {
        return Parsed.documents(state, path).get(0).get(SYNC_OPTIONS);
    }

    private static String text(YamlDocument document, String path) {
        return (String) document.get(YamlPath.parse(path)).orElseThrow();
    }

    private static List<ChangeSet> changes(List<PlannedCommit> commits) {
        return commits.stream().map(PlannedCommit::changes).toList();
    }

    private static List<String> messages(List<PlannedCommit> commits) {
        return commits.stream().map(PlannedCommit::message).toList();
    }
}

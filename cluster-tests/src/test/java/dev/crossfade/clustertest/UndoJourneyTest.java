package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.clustertest.Exceptions.Row;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Takes every phase back as soon as it is applied, as the product renders its undo, and goes on with the same phase. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class UndoJourneyTest {

    private static final String MARKER = " ConfigMap kube-system/crossfade-\\w+ ";

    private final Exceptions after = new Exceptions(
            new Row("(?!prepare).*", MARKER + "\\+ .data.undone: ", "the marker says what was undone"),
            new Row(
                    "install-cilium",
                    "apiextensions.k8s.io CustomResourceDefinition /\\w+.cilium.io is there",
                    "registered by cilium-operator, in no chart (pkg/k8s/apis/cilium.io/client), and kept: they hold objects"),
            new Row(
                    "install-cilium",
                    "apiregistration.k8s.io APIService /v\\w+.cilium.io is there",
                    "the API server makes one for each version of a group with CRDs"),
            new Row(
                    "install-cilium",
                    " Secret kube-system/(cilium-ca|hubble-(server|relay-client)-certs) is there",
                    "made by cilium-certgen, in no chart: Argo CD does not know them, and a later install uses them"));

    private final Exceptions trouble = new Exceptions(new Row(
            "prepare",
            "crossfade-.*app path does not exist",
            "the roots read folders that are gone, until the commands"));

    @ParameterizedTest
    @MethodSource("dev.crossfade.clustertest.Example#chosen")
    void everyUndoGivesTheClusterBack(Example example) {
        try (Surroundings surroundings = Surroundings.of(example)) {
            Walk walk = new Walk(surroundings);
            List<String> faults = walk.throughEveryPhase((phase, before, with) ->
                    Objects.requireNonNull(phase.entry().step()).undo() == Undo.NONE
                            ? with
                            : backAndAgain(surroundings, walk, phase, before, with));
            assertThat(faults).isEmpty();
        }
    }

    private Snapshot backAndAgain(
            Surroundings surroundings, Walk walk, PlannedCommit phase, Snapshot before, Snapshot with) {
        List<Snapshot> seen = new ArrayList<>(walk.undo(phase, trouble));
        if (phase.entry().id().equals("prepare")) {
            new PrepareCommands(surroundings).follow(walk.branch().head().getParent(0));
        } else {
            walk.note(phase, "undone", stopped(phase, seen));
        }
        seen.add(0, with);
        Snapshot undone = walk.compare("undone", phase, before, seen, after);
        walk.again(phase);
        return walk.compare("again", phase, with, List.of(undone), Exceptions.NONE);
    }

    /** The cluster itself says so after each commit of the undo. */
    private static List<String> stopped(PlannedCommit phase, List<Snapshot> seen) {
        return seen.stream()
                .map(snapshot -> snapshot.objects().entrySet().stream()
                        .filter(each -> each.getKey().matches(" ConfigMap kube-system/crossfade-[^/]*"))
                        .map(each -> each.getValue().at("/data/undone").asText())
                        .findFirst())
                .filter(undone -> !undone.equals(Optional.of(phase.entry().id())))
                .map(undone -> "the marker says undone: " + undone.orElse("(no marker)"))
                .toList();
    }
}

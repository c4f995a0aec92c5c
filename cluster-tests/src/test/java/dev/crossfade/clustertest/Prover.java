package dev.crossfade.clustertest;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.progress.Proving;
import dev.crossfade.core.progress.Sight;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.scm.LocalRepository;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks what the gates of the phase that was merged last say, as the commands do. */
final class Prover implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Surroundings surroundings;
    private final KubernetesObservatory observatory;

    /** Nobody acts on what a look alone says: a pod on a moved node has its address from two hands here, one after the other. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    /** Since when people are told to run something; nothing for what they have run. */
    private final Map<String, Optional<Instant>> told = new HashMap<>();

    Prover(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.observatory = new KubernetesObservatory(
                Connections.to(
                        surroundings.client().getConfiguration(), Limits.USUAL, Clock.systemUTC(), CallListener.NONE),
                Limits.USUAL,
                Clock.systemUTC(),
                ProxySelector.of(null),
                MistakeListener.NONE);
    }

    List<GateVerdict> look() {
        try (LocalRepository repository =
                LocalRepository.open(surroundings.platform().root())) {
            Sight.Reviews nothing = new Sight.Reviews(null, List.of(), Optional.empty(), List.of(), List.of());
            Sight sight =
                    new Sight(surroundings.platform().preview(), repository.base("main"), Optional.empty(), nothing);
            return new Proving(repository, observatory, Steadiness.none())
                    .of(sight, Instant.now())
                    .proven()
                    .orElseThrow()
                    .gates();
        }
    }

    /** Asks until all pass, for as long as a gate may take; people do meanwhile what a gate tells them. */
    List<GateVerdict> untilAllPass() {
        Instant end = Instant.now().plus(LIMIT);
        List<GateVerdict> gates = look();
        while (!faults(gates).isEmpty() && Instant.now().isBefore(end)) {
            help(gates);
            ArgoCd.pause();
            gates = look();
        }
        return gates;
    }

    /** The first that says so of a gate that does not pass; nothing where the gate passes all the time. */
    Optional<GateVerdict> untilNotPassed(String gate, String object, Duration limit) {
        Instant end = Instant.now().plus(limit);
        while (Instant.now().isBefore(end)) {
            Optional<GateVerdict> found = look().stream()
                    .filter(each -> each.gate().id().equals(gate))
                    .filter(each -> each.verdict() != Verdict.PASSED)
                    .filter(each -> each.reason().contains(object))
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
            ArgoCd.pause();
        }
        return Optional.empty();
    }

    static List<String> faults(List<GateVerdict> gates) {
        List<String> faults = new ArrayList<>();
        for (GateVerdict gate : gates) {
            if (gate.verdict() != Verdict.PASSED) {
                faults.add(gate.gate().id() + " is " + gate.verdict().id() + ": " + gate.reason());
            } else if (gate.evidence().isEmpty()) {
                faults.add(gate.gate().id() + " passed without evidence");
            }
        }
        return faults;
    }

    /** Commands that gates give to people for a while, word for word; other needs are for other tests. */
    private void help(List<GateVerdict> gates) {
        Set<String> commands = gates.stream()
                .flatMap(gate -> gate.needs().stream())
                .flatMap(need -> need.commands().stream())
                .filter(command -> command.matches("kubectl -n \\S+ (delete pod|rollout restart) \\S+"))
                .collect(Collectors.toSet());
        told.keySet().removeIf(command -> !commands.contains(command));
        commands.forEach(command -> told.putIfAbsent(command, Optional.of(Instant.now())));
        told.replaceAll((command, since) -> {
            if (since.isEmpty() || Instant.now().isBefore(since.get().plus(PATIENCE))) {
                return since;
            }
            System.out.println("   people run: " + command);
            surroundings.kit().shell("bash", "-euc", command);
            return Optional.empty();
        });
    }

    @Override
    public void close() {
        observatory.close();
    }
}

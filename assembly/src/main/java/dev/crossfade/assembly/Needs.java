package dev.crossfade.assembly;

import dev.crossfade.core.gate.Need;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a person has to do: what Git and forge say first, then what gates ask for, then what none of them can judge. */
record Needs(List<Item> items) {

    /** A gate that somebody has to look at says so as the end of a sentence. */
    private static final String PERSON = "Neither passed nor failed";

    Needs {
        items = List.copyOf(items);
    }

    /**
     * One thing to do.
     *
     * @param problem the reason of a hold or a stop, where it is one
     * @param gates the ids of those that wait for it
     */
    record Item(Optional<Problem> problem, List<String> gates, Need need) {
        Item {
            gates = List.copyOf(gates);
        }
    }

    static Needs of(StatusReport status) {
        List<GateVerdict> gates = status.proofs().proven().stream()
                .flatMap(proven -> Stream.concat(proven.gates().stream(), proven.verdicts().entry().stream()))
                .toList();
        List<Item> items = new ArrayList<>();
        status.reasons().stream()
                .filter(reason -> gates.stream().noneMatch(gate -> asks(gate, reason)))
                .map(reason -> new Item(
                        Optional.of(reason),
                        List.of(),
                        Need.of(reason.message() + " [" + reason.code().id() + "]", reason.cure())))
                .forEach(items::add);
        asked(gates).forEach(items::add);
        unknown(gates, status).forEach(items::add);
        return new Needs(items);
    }

    /** Its own need says more. */
    private static boolean asks(GateVerdict gate, Problem reason) {
        return gate.needs().isPresent() && gate.reason().equals(reason.message());
    }

    /** Several gates may wait for the same pods: the one that names most of them speaks for all. */
    private static List<Item> asked(List<GateVerdict> gates) {
        List<GateVerdict> asking =
                gates.stream().filter(gate -> gate.needs().isPresent()).toList();
        List<Item> items = new ArrayList<>();
        for (GateVerdict gate : asking) {
            Need need = gate.needs().orElseThrow();
            boolean covered = asking.stream()
                    .filter(other -> !other.equals(gate))
                    .anyMatch(other -> covers(other.needs().orElseThrow(), need)
                            && (!covers(need, other.needs().orElseThrow())
                                    || asking.indexOf(other) < asking.indexOf(gate)));
            if (!covered) {
                List<String> ids = asking.stream()
                        .filter(other ->
                                other.equals(gate) || covers(need, other.needs().orElseThrow()))
                        .map(other -> other.gate().id())
                        .toList();
                items.add(new Item(Optional.empty(), ids, need));
            }
        }
        return items;
    }

    /** What has no table says by its words alone why its commands are to be run. */
    private static boolean covers(Need all, Need some) {
        return all.equals(some)
                || (!some.table().isEmpty()
                        && !some.commands().isEmpty()
                        && all.commands().containsAll(some.commands()));
    }

    /** Gates that cannot be judged for the same reason are one thing to look at. */
    private static List<Item> unknown(List<GateVerdict> gates, StatusReport status) {
        Map<String, List<String>> byReason = new LinkedHashMap<>();
        gates.stream()
                .filter(gate ->
                        gate.verdict() == Verdict.UNKNOWN && gate.needs().isEmpty())
                .filter(gate -> status.reasons().stream()
                        .noneMatch(reason -> reason.message().equals(gate.reason())))
                .forEach(gate -> byReason.computeIfAbsent(gate.reason(), reason -> new ArrayList<>())
                        .add(gate.gate().id()));
        String deadline = status.outlook()
                .deadline()
                .map(time -> " See to it before " + time + " (deadline), or the migration holds.")
                .orElse("");
        return byReason.entrySet().stream()
                .map(each -> new Item(
                        Optional.empty(),
                        each.getValue(),
                        Need.of(each.getValue().stream().collect(Collectors.joining(", ")) + " cannot be judged: "
                                + each.getKey() + ". " + PERSON + "." + deadline)))
                .toList();
    }

    /** The number under which a gate's need stands, from 1. */
    OptionalInt number(String gate) {
        return IntStream.range(0, items.size())
                .filter(i -> items.get(i).gates().contains(gate))
                .map(i -> i + 1)
                .findFirst();
    }
}

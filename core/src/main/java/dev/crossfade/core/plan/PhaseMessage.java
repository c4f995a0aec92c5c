package dev.crossfade.core.plan;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.proposal.CommitMessage;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.CiliumSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a reviewer reads about a phase in its commit: what and why from the phase's prose, gate and undo from its data. */
final class PhaseMessage {

    private final Plan plan;

    PhaseMessage(Plan plan) {
        this.plan = plan;
    }

    /** @param notes paragraphs that follow the phase's own prose */
    String text(Sequence.Entry entry, Step step, List<Gate> gates, List<String> notes) {
        Migration migration = plan.migration();
        Map<String, Object> words = words(migration);
        words.putAll(step.words());
        CommitMessage message = new CommitMessage(migration.spec().name(), step.title());
        if (step.isPointOfNoReturn()) {
            message.prose("POINT OF NO RETURN. Not merging is safe: the cluster can stay as it is.");
        }
        message.prose(migration.templates().prose(step.prose(), words));
        notes.forEach(message::prose);
        return message.prose(gateText(step, gates))
                .prose("Undo: " + step.undoText())
                .trailer("Crossfade-Migration", migration.spec().name())
                .trailer(
                        "Crossfade-Phase", entry.number() + "/" + plan.entries().size() + " " + step.id())
                .trailer("Crossfade-Plan", plan.digest())
                .trailer("Crossfade-Undo", step.undo().id())
                .text();
    }

    private static String gateText(Step step, List<Gate> gates) {
        String own = gates.stream()
                .filter(step.gates()::contains)
                .map(gate -> "- " + gate.id() + ": " + gate.passes())
                .collect(Collectors.joining("\n"));
        String rest = gates.stream()
                .filter(gate -> !step.gates().contains(gate))
                .map(Gate::id)
                .collect(Collectors.joining(", "));
        return own.isEmpty() ? "Gate: " + rest + "." : "Gate:\n" + own + "\n\nStanding gates: " + rest + ".";
    }

    private static Map<String, Object> words(Migration migration) {
        CiliumSpec cilium = migration.spec().cilium();
        Map<String, Object> words = new TreeMap<>();
        words.put("migration", migration.spec().name());
        words.put("cilium", cilium.version().toString());
        words.put("calico", migration.spec().calico().version().toString());
        words.put("application", cilium.application());
        words.put(
                "calicoApplication",
                migration
                        .inventory()
                        .calico()
                        .application()
                        .map(ApplicationFile::name)
                        .orElse(""));
        words.put("values", migration.valuesFile());
        words.put("overlay", migration.layout().overlay());
        words.put("podCIDRs", join(cilium.podCIDRs()));
        words.put("pools", join(migration.spec().calico().pools()));
        words.put("clusterName", cilium.clusterName());
        words.put(
                "tunnel",
                cilium.tunnel().protocol().id().toUpperCase(Locale.ROOT) + " on UDP "
                        + cilium.tunnel().port());
        words.put("label", migration.spec().nodes().label() + "=true");
        words.put("taintKey", migration.spec().nodes().taint().key());
        words.put(
                "taint",
                migration.spec().nodes().taint().key() + "="
                        + migration.spec().nodes().taint().value() + ":"
                        + migration.spec().nodes().taint().effect());
        return words;
    }

    private static String join(List<Cidr> ranges) {
        return ranges.stream().map(Cidr::toString).collect(Collectors.joining(", "));
    }
}

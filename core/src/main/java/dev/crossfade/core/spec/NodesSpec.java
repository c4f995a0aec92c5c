package dev.crossfade.core.spec;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the nodes move. */
public record NodesSpec(
        @Key(value = "replace: new nodes for old; inPlace: the same nodes, one by one", required = true)
        Strategy strategy,

        @Key(
                value = "Label of nodes on Cilium; its value is \"true\"",
                or = "io.cilium.migration/cilium-default",
                pattern = "([a-z0-9.-]+/)?[A-Za-z0-9][A-Za-z0-9_.-]*",
                form = "a label's key")
        String label,

        @Key(
                value = "Taint of new nodes until their agent is ready",
                or = "{key: node.cilium.io/agent-not-ready, value: \"true\", effect: NoExecute}")
        Taint taint,

        @Key(
                value = "Node templates in this repository; none where they live outside Git",
                or = "[]",
                pattern = Forms.PATH,
                form = Forms.PATH_MEANS)
        List<String> templates,

        @Key(value = "Batches of nodes, in order; one with everything where none is given", or = "[]")
        List<Wave> waves,

        @Key(value = "New nodes a zone in the rotation's first step", or = "1")
        int firstPerZone,

        @Key(value = "Who restarts pods that keep a Calico address on a migrated node", or = "print")
        Recycle recycle,

        @Key(value = "DaemonSets outside this repository that such a Job restarts, too", or = "[]")
        List<DaemonSetRef> daemonSets) {

    public NodesSpec {
        templates = List.copyOf(templates);
        waves = List.copyOf(waves);
        daemonSets = List.copyOf(daemonSets);
    }

    /** How a node comes to Cilium. */
    public enum Strategy {
        @Word("replace")
        REPLACE,
        @Word("inPlace")
        IN_PLACE
    }

    /** Who restarts pods that were left on Calico. */
    public enum Recycle {
        @Word("print")
        PRINT,
        @Word("job")
        JOB
    }

    /** A node taint; Cilium's operator matches its key only. */
    public record Taint(
            @Key(value = "Key of the taint", or = "node.cilium.io/agent-not-ready")
            String key,

            @Key(value = "Value of the taint", or = "\"true\"")
            String value,

            @Key(
                    value = "Effect of the taint",
                    or = "NoExecute",
                    pattern = "NoExecute|NoSchedule|PreferNoSchedule",
                    form = "NoExecute, NoSchedule or PreferNoSchedule")
            String effect) {}

    /** A batch of nodes. */
    public record Wave(
            @Key(
                    value = "Name of the wave, part of a phase id",
                    required = true,
                    pattern = Forms.LABEL,
                    form = Forms.LABEL_MEANS)
            String name,

            @Key(value = "Templates of the wave's nodes", or = "[]", pattern = Forms.PATH, form = Forms.PATH_MEANS)
            List<String> templates,

            @Key(value = "Labels that select the wave's nodes", or = "{}")
            Map<String, String> select,

            @Key(
                    value = "Most nodes that may be away at once, a number or a share such as \"10%\"",
                    pattern = "[1-9][0-9]{0,3}|([1-9][0-9]?|100)%",
                    form = "a number from 1 or a share such as 10%")
            @Nullable
            String maxUnavailable) {

        public Wave {
            templates = List.copyOf(templates);
            select = java.util.Collections.unmodifiableMap(new TreeMap<>(select));
        }
    }
}

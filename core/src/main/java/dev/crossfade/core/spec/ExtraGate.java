package dev.crossfade.core.spec;

import java.util.List;

/** A gate of the customer's own, told from the others by what it asks. */
public sealed interface ExtraGate
        permits ExtraGate.OfPrometheus, ExtraGate.OfHttp, ExtraGate.OfGoldpinger, ExtraGate.OfObject {

    /** Every phase, where a list of phases says so. */
    String ALL = "all";

    /** Its id, beside those of the plan's own gates. */
    String name();

    List<String> phases();

    /**
     * True where it stands in a phase.
     *
     * @param commit id of the phase's commit
     * @param row id of the row that the commit is of
     */
    default boolean standsIn(String commit, String row) {
        return phases().contains(ALL) || phases().contains(commit) || phases().contains(row);
    }

    /** Asks a Prometheus. */
    record OfPrometheus(
            @Key(value = "A query of Prometheus, and what every series of its answer must be", required = true)
            PrometheusCheck prometheus,

            @Key(value = Forms.GATE_NAME, required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
            String name,

            @Key(value = Forms.GATE_PHASES, required = true, orSingle = true)
            List<String> phases)
            implements ExtraGate {
        public OfPrometheus {
            phases = List.copyOf(phases);
        }
    }

    /** Asks an address. */
    record OfHttp(
            @Key(value = "An address, and what it must answer to GET", required = true)
            HttpCheck http,

            @Key(value = Forms.GATE_NAME, required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
            String name,

            @Key(value = Forms.GATE_PHASES, required = true, orSingle = true)
            List<String> phases)
            implements ExtraGate {
        public OfHttp {
            phases = List.copyOf(phases);
        }
    }

    /** Asks another Goldpinger than the plan's probe. */
    record OfGoldpinger(
            @Key(value = "Another Goldpinger, whose instances must all reach each other", required = true)
            GoldpingerCheck goldpinger,

            @Key(value = Forms.GATE_NAME, required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
            String name,

            @Key(value = Forms.GATE_PHASES, required = true, orSingle = true)
            List<String> phases)
            implements ExtraGate {
        public OfGoldpinger {
            phases = List.copyOf(phases);
        }
    }

    /** Looks at an object of the cluster. */
    record OfObject(
            @Key(value = "An object of the cluster, and what a field of it must be", required = true)
            ObjectCheck object,

            @Key(value = Forms.GATE_NAME, required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
            String name,

            @Key(value = Forms.GATE_PHASES, required = true, orSingle = true)
            List<String> phases)
            implements ExtraGate {
        public OfObject {
            phases = List.copyOf(phases);
        }
    }
}

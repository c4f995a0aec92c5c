package dev.crossfade.core.gate;

import dev.crossfade.core.spec.ExtraGate;
import dev.crossfade.core.spec.GoldpingerCheck;
import dev.crossfade.core.spec.HttpCheck;
import dev.crossfade.core.spec.ObjectCheck;
import java.util.Collection;
import java.util.List;

/** The customer's own gates, as the plan prints them. */
public final class ExtraGates {

    private ExtraGates() {}

    /**
     * Those that stand in a phase, in the order of the file.
     *
     * @param commit id of the phase's commit
     * @param row id of the row that the commit is of
     */
    public static List<Gate> in(Collection<ExtraGate> gates, String commit, String row) {
        return gates.stream()
                .filter(gate -> gate.standsIn(commit, row))
                .map(gate -> new Gate(gate.name(), Words.line(words(gate))))
                .toList();
    }

    private static String words(ExtraGate gate) {
        if (gate instanceof ExtraGate.OfPrometheus asked) {
            return "Prometheus answers " + asked.prometheus().query() + " with "
                    + asked.prometheus().comparison() + " for every series";
        }
        if (gate instanceof ExtraGate.OfHttp asked) {
            return words(asked.http());
        }
        if (gate instanceof ExtraGate.OfGoldpinger asked) {
            return "all instances of Goldpinger " + words(asked.goldpinger()) + " reach each other";
        }
        return words(((ExtraGate.OfObject) gate).object());
    }

    private static String words(HttpCheck http) {
        return http.url().replaceFirst("\\?.*", "") + " answers " + http.status()
                + (http.contains() == null ? "" : " with \"" + http.contains() + "\" in it");
    }

    private static String words(GoldpingerCheck goldpinger) {
        return goldpinger instanceof GoldpingerCheck.InCluster inside
                ? inside.namespace() + "/" + inside.daemonSet()
                : ((GoldpingerCheck.At) goldpinger).url();
    }

    private static String words(ObjectCheck object) {
        String namespace = object.namespace();
        return object.kind() + " " + (namespace == null ? "" : namespace + "/") + object.name() + " has "
                + object.path() + " " + object.wanted();
    }
}

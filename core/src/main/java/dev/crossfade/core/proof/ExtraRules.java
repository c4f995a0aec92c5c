package dev.crossfade.core.proof;

import dev.crossfade.core.gate.FieldRule;
import dev.crossfade.core.gate.GoldpingerRule;
import dev.crossfade.core.gate.HttpRule;
import dev.crossfade.core.gate.PrometheusRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Question.Goldpinger;
import dev.crossfade.core.spec.ExtraGate;
import dev.crossfade.core.spec.GoldpingerCheck;
import dev.crossfade.core.spec.HttpCheck;
import dev.crossfade.core.spec.ObjectCheck;
import dev.crossfade.core.spec.PrometheusCheck;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Whether what the customer asks for holds; what does not may still come, until the phase's deadline. */
final class ExtraRules {

    private ExtraRules() {}

    static Optional<Rule> of(Standpoint at, String gate) {
        return at.spec().gates().extra().stream()
                .filter(each -> each.name().equals(gate))
                .findFirst()
                .map(ExtraRules::rule);
    }

    private static Rule rule(ExtraGate gate) {
        if (gate instanceof ExtraGate.OfPrometheus asked) {
            PrometheusCheck check = asked.prometheus();
            return new PrometheusRule(
                    new Question.Prometheus(URI.create(check.server()), check.query()), check.comparison());
        }
        if (gate instanceof ExtraGate.OfHttp asked) {
            HttpCheck check = asked.http();
            return new HttpRule(new Question.Http(URI.create(check.url())), check.status(), check.contains());
        }
        if (gate instanceof ExtraGate.OfGoldpinger asked) {
            return new GoldpingerRule(place(asked.goldpinger()));
        }
        ObjectCheck check = ((ExtraGate.OfObject) gate).object();
        ObjectId id = new ObjectId(
                check.apiVersion(), check.kind(), Objects.requireNonNullElse(check.namespace(), ""), check.name());
        return new FieldRule(new Question.Field(id, check.path()), check.wanted());
    }

    private static Goldpinger place(GoldpingerCheck goldpinger) {
        return goldpinger instanceof GoldpingerCheck.InCluster inside
                ? new Goldpinger.InCluster(inside.namespace(), inside.daemonSet())
                : new Goldpinger.At(URI.create(((GoldpingerCheck.At) goldpinger).url()));
    }
}

package dev.crossfade.core.proof;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An Application that Argo CD has not looked at since the merge, though it should have. It polls every two minutes and a jitter
 * of one, or hears of a push by a webhook that may be lost (argo-cd, docs/operator-manual/argocd-cm.yaml,
 * timeout.reconciliation; docs/operator-manual/webhook.md).
 */
public final class Unlooked {

    /** A webhook has done its work by then. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<ApplicationRule> applications;

    private Unlooked(List<ApplicationRule> applications) {
        this.applications = applications;
    }

    /** Those of the phase: the root Applications and Cilium's. */
    public static Unlooked of(Standpoint at) {
        return new Unlooked(ArgoRules.applications(at));
    }

    /** The one that was looked at the longest time ago; nothing while a request to look is on its way. */
    public Optional<ObjectId> in(Look look) {
        return applications.stream()
                .flatMap(rule -> rule.unlooked(look).map(at -> new Old(rule.id(), at)).stream())
                .filter(each -> each.at().plus(PATIENCE).isBefore(look.at()))
                .min(Comparator.comparing(Old::at))
                .map(Old::application);
    }

    private record Old(ObjectId application, Instant at) {}
}

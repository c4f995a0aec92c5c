package dev.crossfade.core.gate;

import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Cilium manages no pod.
 *
 * @param from what this must be later than: an empty list carries no time
 */
public record NoEndpointsRule(Instant from) implements Rule {

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Endpoints());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, new Question.Endpoints(), "the CiliumEndpoints", this::judge);
    }

    private Judgement judge(List<EndpointFact> endpoints) {
        if (endpoints.isEmpty()) {
            return Judgement.passed(
                            "no CiliumEndpoint exists", List.of(new Evidence("CiliumEndpoints", "items", "0", null)))
                    .since(from);
        }
        List<String> names = endpoints.stream()
                .map(each -> each.namespace() + "/" + each.name())
                .sorted()
                .toList();
        return Judgement.failed(
                "Cilium manages " + endpoints.size() + " pods already: " + Words.list(names),
                endpoints.stream()
                        .map(each -> Evidence.of(each.id(), "status.state", each.state(), each.created()))
                        .toList());
    }
}

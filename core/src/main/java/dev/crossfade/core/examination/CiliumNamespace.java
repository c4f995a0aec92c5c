package dev.crossfade.core.examination;

import dev.crossfade.core.facts.CiliumFacts;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/** Refuses a namespace of Cilium's that is not the plan's: CiliumNodeConfig, project, gates and commands are for that one. */
final class CiliumNamespace {

    private static final YamlPath OVERRIDE = YamlPath.of("namespaceOverride");

    private CiliumNamespace() {}

    /** @param files the customer's values files, the last one winning */
    static Optional<Problem> check(List<YamlFile> files, CiliumFacts facts) {
        return OVERRIDE.in(ValuesMerge.typed(files))
                .map(String::valueOf)
                .filter(name -> facts.namespaceOverride())
                .filter(name -> !name.isEmpty() && !name.equals(Layout.NAMESPACE))
                .flatMap(name -> files.stream()
                        .filter(file -> !file.documents().isEmpty()
                                && file.documents().get(0).get(OVERRIDE).isPresent())
                        .reduce((earlier, later) -> later)
                        .map(file -> problem(file, name)));
    }

    private static Problem problem(YamlFile file, String name) {
        return Problem.blocker(
                ErrorCode.VALUE_CONFLICT,
                file.documents().get(0).where(OVERRIDE),
                "namespaceOverride puts Cilium into " + name + ", and this release writes plans for a Cilium in "
                        + Layout.NAMESPACE + " alone: the agent would not find its CiliumNodeConfig",
                "take the key out of " + file.name() + "; a Cilium in a namespace of its own has no plan");
    }
}

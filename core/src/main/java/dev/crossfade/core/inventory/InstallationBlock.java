package dev.crossfade.core.inventory;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the specification of an Installation, as an object has it or as a values file does. */
public record InstallationBlock(YamlDocument document, YamlPath path) {

    private static final List<String> DETECTION = List.of("calicoNetwork", "nodeAddressAutodetectionV4");

    /** The place of the address detection below the block. */
    public static YamlPath detection(YamlPath block) {
        YamlPath path = block;
        for (String step : DETECTION) {
            path = path.child(step);
        }
        return path;
    }

    /**
     * How a node's address is found, in calico-node's words and in the order in which the operator looks
     * (tigera/operator pkg/render/node.go, getAutodetectionMethod); nothing where the block says nothing.
     */
    public Optional<String> addressDetection() {
        if (!(document.get(detection(path)).orElse(null) instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        if (fields.get("interface") != null) {
            return Optional.of("interface=" + fields.get("interface"));
        }
        if (fields.get("skipInterface") != null) {
            return Optional.of("skip-interface=" + fields.get("skipInterface"));
        }
        if (fields.get("canReach") != null) {
            return Optional.of("can-reach=" + fields.get("canReach"));
        }
        // the operator has written firstFound: true into most Installations, and what Git does not say it keeps
        if (!Boolean.FALSE.equals(fields.get("firstFound"))) {
            return Optional.of("first-found");
        }
        if (fields.get("cidrs") instanceof List<?> ranges) {
            return Optional.of("cidr=" + ranges.stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        return Optional.of(
                "NodeInternalIP".equals(fields.get("kubernetes")) ? "kubernetes-internal-ip" : "first-found");
    }

    /** A text below the block, by its dotted path. */
    public Optional<String> text(String dotted) {
        return document.get(below(dotted)).map(String::valueOf);
    }

    Where where(String dotted) {
        return document.where(below(dotted));
    }

    private YamlPath below(String dotted) {
        YamlPath at = path;
        for (Object step : YamlPath.parse(dotted).steps()) {
            at = at.child(step);
        }
        return at;
    }
}

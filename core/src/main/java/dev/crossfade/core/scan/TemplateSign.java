package dev.crossfade.core.scan;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By which text a template that nobody can parse shows that checks would look at what it makes.
 *
 * @param open whether the specification leaves the question open that a check would ask
 */
record TemplateSign(String what, Pattern text, Predicate<MigrationSpec> open) {

    private static final String VALUE = "[\"']?\\s*:\\s*[\"']?";

    private static final List<TemplateSign> ALL = List.of(
            always(
                    "objects of Calico's",
                    "apiVersion" + VALUE + "((crd\\.)?projectcalico\\.org|operator\\.tigera\\.io)/"),
            always("addresses of pods", "\\bcni\\.projectcalico\\.org/"),
            always("policies", kind("(Baseline)?AdminNetworkPolicy|ClusterNetworkPolicy")),
            new TemplateSign(
                    "NetworkPolicy",
                    Pattern.compile(kind("NetworkPolicy")),
                    spec -> spec.policies().kubernetes() == Presence.ABSENT),
            new TemplateSign(
                    "NetworkPolicy with ipBlock",
                    Pattern.compile("\\bipBlock" + VALUE),
                    spec -> spec.policies().kubernetes() != Presence.ABSENT),
            always("DaemonSet", kind("DaemonSet")),
            new TemplateSign(
                    "hostPort",
                    Pattern.compile("\\bhostPort" + VALUE),
                    spec -> !spec.calico().hostPorts()),
            always("networks of pods", kind("NetworkAttachmentDefinition")),
            always("machines", kind("NodePool|Provisioner")),
            always("network", "\\bnet-conf\\.json|\\brke2-(calico|canal|cilium)"));

    /** A sign and its place. */
    record Found(String what, Where where, int start) {}

    private static TemplateSign always(String what, String text) {
        return new TemplateSign(what, Pattern.compile(text), spec -> true);
    }

    private static String kind(String kinds) {
        return "\\bkind" + VALUE + "(" + kinds + ")\\b";
    }

    /** The first one in the file. */
    static Optional<Found> in(ManifestFile template, MigrationSpec spec) {
        return ALL.stream()
                .filter(sign -> sign.open().test(spec))
                .flatMap(sign -> sign.find(template).stream())
                .min(Comparator.comparingInt(Found::start));
    }

    private Optional<Found> find(ManifestFile template) {
        Matcher matcher = text.matcher(template.text());
        return matcher.find()
                ? Optional.of(new Found(what, place(template, matcher.start()), matcher.start()))
                : Optional.empty();
    }

    /** Line and column of a place in a file that has no documents. */
    static Where place(ManifestFile file, int start) {
        String before = file.text().substring(0, start);
        int line = (int) before.chars().filter(each -> each == '\n').count() + 1;
        return Where.at(file.name(), line, start - before.lastIndexOf('\n'));
    }
}

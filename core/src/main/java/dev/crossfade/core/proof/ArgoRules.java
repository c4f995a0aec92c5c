package dev.crossfade.core.proof;

import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.PresentRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.UntoldRule;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Whether Argo CD has applied what was merged. */
final class ArgoRules {

    private static final String API = "argoproj.io/v1alpha1";

    private ArgoRules() {}

    /** Every Application of the migration's own, and both markers. */
    static Rule synced(Standpoint at) {
        List<Rule> rules = new ArrayList<>(applications(at));
        marker(at, Seat.CLUSTER, at.layout().marker()).ifPresent(rules::add);
        marker(at, Seat.ARGO, at.layout().applicationsMarker()).ifPresent(rules::add);
        return AllRule.of(rules);
    }

    static List<ApplicationRule> applications(Standpoint at) {
        return Stream.of(at.layout().bootstrap(), at.layout().ciliumApplication())
                .flatMap(file -> documents(at, file).stream())
                .filter(document -> document.text("kind").equals(Optional.of("Application")))
                .map(document -> application(at, document))
                .toList();
    }

    static ObjectId id(String namespace, String name) {
        return ObjectId.namespaced(API, "Application", namespace, name);
    }

    /** The Application of what lies in the folder of manifests. */
    static ObjectId root(Standpoint at) {
        return id(at.spec().argo().namespace(), at.layout().name());
    }

    static ObjectId cilium(Standpoint at) {
        return id(at.spec().argo().namespace(), at.spec().cilium().application());
    }

    private static ApplicationRule application(Standpoint at, Content wanted) {
        return new ApplicationRule(
                id(at.spec().argo().namespace(), wanted.text("metadata", "name").orElse("")),
                wanted,
                at.spec().argo().repoURL(),
                at.merge(),
                at.ancestry());
    }

    private static Optional<Rule> marker(Standpoint at, Seat seat, String file) {
        return documents(at, file).stream()
                .findFirst()
                .map(document -> new PresentRule(
                        seat,
                        id(document),
                        Map.of(List.of("data"), document.at("data").orElseThrow())));
    }

    /** The object that a document of Git describes. */
    static ObjectId id(Content document) {
        return new ObjectId(
                document.text("apiVersion").orElse(""),
                document.text("kind").orElse(""),
                document.text("metadata", "namespace").orElse(""),
                document.text("metadata", "name").orElse(""));
    }

    /** A rule on the object of a file; where somebody took that out of Git, nobody can tell what the cluster should have. */
    static Rule withDocument(Standpoint at, String file, Function<Content, Rule> rule) {
        return documents(at, file).stream()
                .findFirst()
                .map(rule)
                .orElseGet(() -> new UntoldRule(file + " is not in Git any more"));
    }

    static List<Content> documents(Standpoint at, String file) {
        return at.tree().read(file).stream()
                .flatMap(text -> YamlFile.parse(file, text).documents().stream())
                .map(YamlDocument::root)
                .map(Content::of)
                .toList();
    }
}

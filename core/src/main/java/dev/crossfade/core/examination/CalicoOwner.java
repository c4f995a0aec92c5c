package dev.crossfade.core.examination;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.ApplicationSources;
import dev.crossfade.core.scan.ClusterName;
import dev.crossfade.core.scan.GitAddress;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the Application that applies Calico is one for this cluster and follows the branch that the plan is merged to:
 * by it Calico leaves a cluster, and it must be the right one.
 */
final class CalicoOwner {

    private static final String CURE =
            "name the Application that applies this cluster's Calico from this branch, or correct crossfade.yaml";

    private final MigrationSpec spec;
    private final YamlDocument document;
    private final List<Problem> problems = new ArrayList<>();

    private CalicoOwner(MigrationSpec spec, YamlDocument document) {
        this.spec = spec;
        this.document = document;
    }

    static List<Problem> check(MigrationSpec spec, Tree tree, Optional<ApplicationFile> owner) {
        return owner.flatMap(application -> tree.read(application.path())
                        .flatMap(text ->
                                ApplicationFile.search(YamlFile.parse(application.path(), text), application.name())))
                .map(document -> new CalicoOwner(spec, document).check())
                .orElse(List.of());
    }

    private List<Problem> check() {
        ClusterName cluster = ClusterName.of(document);
        if (ClusterName.of(spec.cluster()).differs(cluster)) {
            block("spec.destination", "deploys to " + cluster + ", not to " + ClusterName.of(spec.cluster()));
        }
        ApplicationSources.of(document).forEach(this::source);
        return problems;
    }

    /** A chart's source has a repository of its own. */
    private void source(YamlPath path) {
        if (!(document.get(path).orElse(null) instanceof Map<?, ?> source) || source.get("chart") != null) {
            return;
        }
        String wanted = spec.argo().repoURL();
        String found = String.valueOf(source.get("repoURL"));
        if (!GitAddress.path(found).equals(GitAddress.path(wanted))) {
            block(path + ".repoURL", "reads " + found + ", not " + wanted);
            return;
        }
        Object revision = source.get("targetRevision");
        String branch = spec.git().branch();
        if (revision != null
                && !Set.of("", "HEAD", branch, "refs/heads/" + branch).contains(String.valueOf(revision))) {
            block(path + ".targetRevision", "follows " + revision + ", not " + branch + ", where the plan is merged");
        }
    }

    private void block(String path, String says) {
        problems.add(Problem.blocker(
                ErrorCode.APPLICATION_ELSEWHERE,
                document.where(YamlPath.parse(path)),
                "Application " + document.get(YamlPath.parse("metadata.name")).orElse("") + " " + says,
                CURE));
    }
}

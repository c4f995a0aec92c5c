package dev.crossfade.core.scan;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * ApplicationSets whose Applications apply Cilium's chart.
 *
 * @param files all of the repository
 * @param repository its address
 */
record GeneratedCiliums(ClusterFiles cluster, Tree tree, SortedSet<String> files, String repository) {

    private static final YamlPath SPEC = YamlPath.parse("spec.template.spec");

    /** What is known before the tree is looked through for charts, which a set's paths may lead to. */
    Optional<OtherCilium> of(ApplicationSet set) {
        List<OtherCilium> found = Stream.concat(named(set), folders(set)).toList();
        return found.stream()
                .filter(OtherCilium::certain)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private Stream<OtherCilium> named(ApplicationSet set) {
        return set.parts()
                .flatMap(part -> part.elements().fillings().stream()
                        .flatMap(filling -> OtherCilium.in(part.document(), SPEC, filling, tree)
                                .flatMap(where -> cilium(part, filling, true, where))
                                .stream()));
    }

    /** Charts in folders that an expression decides. */
    private Stream<OtherCilium> folders(ApplicationSet set) {
        return files.stream()
                .filter(file -> file.endsWith("Chart.yaml"))
                .flatMap(file -> set
                        .builds(file, files, repository)
                        .filter(claim -> OtherCilium.isChartFile(file, tree))
                        .flatMap(claim -> cilium(set, UnaryOperator.identity(), claim.certain(), claim.where()))
                        .stream());
    }

    private Optional<OtherCilium> cilium(
            ApplicationSet set, UnaryOperator<String> filling, boolean certain, Where where) {
        ClusterName destination = ClusterName.of(set.document(), SPEC.child("destination"), filling);
        return cluster.made(destination, set).map(tied -> new OtherCilium(set.toString(), certain && tied, where));
    }
}

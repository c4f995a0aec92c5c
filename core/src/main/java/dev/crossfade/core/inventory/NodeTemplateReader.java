package dev.crossfade.core.inventory;

import dev.crossfade.core.facts.NodeKindFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Reads the node templates that the specification names, and which wave each belongs to. */
final class NodeTemplateReader {

    private final NodesSpec nodes;
    private final BiFunction<String, String, Optional<YamlFile>> parser;
    private final List<Problem> problems;
    private final List<NodeTemplate> templates = new ArrayList<>();

    /** @param parser path and key of the specification to the file, which notes a problem where there is none */
    NodeTemplateReader(NodesSpec nodes, BiFunction<String, String, Optional<YamlFile>> parser, List<Problem> problems) {
        this.nodes = nodes;
        this.parser = parser;
        this.problems = problems;
    }

    List<NodeTemplate> read() {
        for (String path : nodes.templates()) {
            parser.apply(path, "spec.nodes.templates").ifPresent(this::read);
        }
        templates.stream()
                .filter(template -> !nodes.waves().isEmpty() && template.wave().isEmpty())
                .map(template -> template.object().file())
                .distinct()
                .forEach(file -> problems.add(Problem.blocker(
                        ErrorCode.NODE_TEMPLATE_WAVE,
                        Where.object("spec.nodes.waves"),
                        "no wave has template " + file + ", so its nodes would never be replaced",
                        "name the file under templates of one wave")));
        return templates;
    }

    private void read(YamlFile file) {
        int before = templates.size();
        for (YamlDocument document : file.documents()) {
            NodeKindFacts.of(NodeObject.text(document, "apiVersion"), NodeObject.text(document, "kind"))
                    .ifPresent(kind ->
                            templates.add(template(NodeObject.of(file.name(), kind.kind(), document), document)));
        }
        if (templates.size() == before) {
            problems.add(
                    Problem.blocker(
                            ErrorCode.NODE_TEMPLATE_NOT_FOUND,
                            Where.file(file.name()),
                            "the file holds " + kinds(file) + ", and no node template that a phase can edit",
                            "name files with " + NodeKindFacts.known()
                                    + "; take other templates out of spec.nodes.templates: runbook.md is their hand-over sheet"));
        }
    }

    private NodeTemplate template(NodeObject object, YamlDocument document) {
        return new NodeTemplate.KarpenterPool(
                object,
                wave(object.file()),
                document.get(YamlPath.parse("spec.disruption.budgets")).isPresent());
    }

    /** The file's wave; empty where no wave names it. */
    private String wave(String file) {
        return nodes.waves().stream()
                .filter(wave -> wave.templates().contains(file))
                .map(NodesSpec.Wave::name)
                .findFirst()
                .orElse("");
    }

    private static String kinds(YamlFile file) {
        return file.documents().isEmpty()
                ? "nothing"
                : file.documents().stream()
                        .map(document -> (NodeObject.text(document, "apiVersion") + " "
                                        + NodeObject.text(document, "kind"))
                                .strip())
                        .map(kind -> kind.isEmpty() ? "a document without a kind" : kind)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}

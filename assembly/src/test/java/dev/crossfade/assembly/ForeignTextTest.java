package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.ChangeSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole repositories with the line ends or the byte order mark of another system: every phase, done and undone, keeps them. */
class ForeignTextTest {

    private static final String MARK = "\ufeff";

    static Stream<String> repositories() {
        return Stream.concat(
                Story.examples().stream(),
                Stream.of(
                        "operator chart",
                        "operator kustomization",
                        "manifest kustomization",
                        "manifest live",
                        "operator live",
                        "karpenter",
                        "cluster api"));
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void linesThatEndWithCarriageReturnsStaySo(String repository) {
        sameJourney(repository, text -> text.replace("\n", "\r\n"), text -> {
            assertThat(text.replace("\r\n", "")).as(text).doesNotContain("\r", "\n");
            return text.replace("\r\n", "\n");
        });
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void aByteOrderMarkStaysWhereItIs(String repository) {
        sameJourney(repository, text -> MARK + text, text -> {
            assertThat(text).startsWith(MARK);
            assertThat(text.substring(1)).doesNotContain(MARK);
            return text.substring(1);
        });
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void bothTogether(String repository) {
        sameJourney(repository, text -> MARK + text.replace("\n", "\r\n"), text -> {
            assertThat(text).startsWith(MARK);
            assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
            return text.substring(1).replace("\r\n", "\n");
        });
    }

    /**
     * @param foreign what was done to each of the customer's files
     * @param back the file as it would be without, checked to be foreign as a whole
     */
    private static void sameJourney(String repository, UnaryOperator<String> foreign, UnaryOperator<String> back) {
        MapTree plain = tree(repository);
        TreeMap<String, String> files = new TreeMap<>();
        plain.files().forEach((path, text) -> files.put(path, foreign.apply(text)));
        Journey expected = Journey.of(Story.plan(plain));
        Journey journey = Journey.of(Story.plan(new MapTree(files)));

        assertThat(journey.ids()).isEqualTo(expected.ids());
        for (int i = 0; i < journey.states().size(); i++) {
            same(plain, expected.states().get(i), journey.states().get(i), back);
        }
        for (String phase : journey.ids()) {
            List<ChangeSet> undo = undo(journey, phase);
            List<ChangeSet> expectedUndo = undo(expected, phase);
            MapTree tree = journey.after(phase);
            MapTree expectedTree = expected.after(phase);
            for (int i = 0; i < undo.size(); i++) {
                tree = tree.with(undo.get(i));
                expectedTree = expectedTree.with(expectedUndo.get(i));
                same(plain, expectedTree, tree, back);
            }
        }
    }

    /** The customer's files are foreign and else the same; what Crossfade writes is not foreign. */
    private static void same(MapTree customers, MapTree expected, MapTree found, UnaryOperator<String> back) {
        Map<String, String> texts = new TreeMap<>();
        found.files().forEach((path, text) -> {
            boolean customer = customers.files().containsKey(path);
            if (!customer) {
                assertThat(text).as(path).doesNotContain("\r", MARK);
            }
            texts.put(path, customer ? back.apply(text) : text);
        });
        assertThat(texts.keySet()).isEqualTo(expected.files().keySet());
        texts.forEach((path, text) -> assertThat(withoutDigest(text))
                .as(path)
                .isEqualTo(withoutDigest(expected.files().get(path))));
    }

    /** The plan's digest is that of the specification and the inventory; its bytes are no part of the law. */
    private static String withoutDigest(String text) {
        return text.replaceAll("(?m)^( +plan: ).*$", "$1");
    }

    private static List<ChangeSet> undo(Journey journey, String phase) {
        PlannedCommit commit = journey.commit(phase);
        Step step = Objects.requireNonNull(commit.entry().step());
        int index = journey.index(phase);
        return step.undo() == Undo.NONE
                ? List.of()
                : step.undoWriter()
                        .undo(journey.states().get(index), journey.states().get(index + 1));
    }

    static MapTree tree(String repository) {
        String[] words = repository.split(" ");
        return switch (words[0]) {
            case "operator", "manifest" -> CalicoSourcesTest.tree(new CalicoWorld(words[0], words[1], "3.30"));
            case "karpenter" -> NodeFiles.karpenter();
            case "cluster" -> NodeFiles.clusterApi();
            default -> Story.tree(repository);
        };
    }
}

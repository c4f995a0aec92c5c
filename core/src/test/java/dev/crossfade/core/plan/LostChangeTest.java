package dev.crossfade.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.Leaves;
import dev.crossfade.core.yaml.YamlFile;
import java.util.List;
import java.util.NavigableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of one change is left in a file that others change as well. */
class LostChangeTest {

    /** The file before the phases, after them, and now; and what is lost. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}|{a: 2}|{a: 2, b: 3}|",
                "{a: 1}|{a: 2}|{a: 1, b: 3}|a",
                "{a: 1}|{a: 2}|{b: 3}|a",
                "{a: 1}|{a: 2}|{a: 4}|a",
                "{a: 1}|{a: 1}|{a: 4}|",
                "{a: 1, b: 1}|{a: 1}|{a: 4}|",
                "{a: 1, b: 1}|{a: 1}|{a: 1, b: 2}|b",
                "{a: {b: 1}}|{}|{a: {b: 1}}|a.b",
                "{a: {b: 1}}|{a: {}}|{a: {c: 1}}|",
                "{a: {b: 1}}|{a: {}}|{a: {}}|",
                "{a: {b: 1}}|{a: {}}|{}|a",
                "{a: {}}|{a: {b: 1}}|{a: {b: 1}}|",
                "{a: {}, b: 1}|{b: 1}|{a: {}, b: 1}|",
                "{}|{a: {b: 1}}|{a: {}}|a.b",
                "{}|{a: {}}|{ab: {c: 1}}|a",
                "{e: [{nodes: 5}]}|{e: []}|{e: [{nodes: 0}]}|",
                "{e: [{name: x}]}|{e: []}|{e: [{name: w}]}|",
                "{e: []}|{e: [{name: x, value: 1}]}|{e: [{name: w, value: 0}, {value: 1, name: x}]}|",
                "{e: []}|{e: [{name: x, value: 1}]}|{e: [{name: x, value: 2}]}|e[x].value",
                "{e: []}|{e: [{nodes: 0}]}|{e: [{nodes: 5}, {nodes: 0}]}|",
                "{e: []}|{e: [{nodes: 0}]}|{e: [{nodes: 5}]}|e[{nodes: 0}]",
                "{e: [{nodes: 5}]}|{e: [{nodes: 0}]}|{e: [{nodes: 0}, {nodes: 5}]}|e[{nodes: 5}]",
                "{l: 'a=1'}|{l: 'a=1,b=2'}|{l: 'c=3,a=1,b=2'}|",
                "{l: 'a=1'}|{l: 'a=1,b=2'}|{l: 'b=2'}|",
                "{l: 'a=1'}|{l: 'a=1,b=2'}|{l: 'a=1,c=3'}|l",
                "{l: 'a=1,b=2'}|{l: 'a=1'}|{l: 'c=3,a=1'}|",
                "{l: 'a=1,b=2'}|{l: 'a=1'}|{l: 'a=1,b=2'}|l",
                "{}|{l: 'a=1,b=2'}|{l: 'a=1,b=2,c=3'}|l",
                "{l: \"a\\nb\"}|{l: \"a\\nc\"}|{l: \"d\\na\\nc\"}|",
                "{l: \"a\\nb\"}|{l: \"a\\nc\"}|{l: \"a\\nb\\nc\"}|l",
                "{m: 1}|{m: 2}|{m: 2.0}|",
                "{m: 1}|{m: '1'}|{m: 1}|m",
                "{m: true}|{m: ~}|{m: ~}|",
                "{m: true}|{m: ~}|{m: true}|m"
            })
    void isTold(String start, String merged, String now, String lost) {
        assertThat(LostChange.among(leaves(start), List.of(leaves(merged)), leaves(now)))
                .extracting(LostChange::name)
                .isEqualTo(lost == null ? List.of() : List.of(lost));
    }

    /** The copy itself is what a phase wrote: where it is gone it is lost, whatever it was copied from. */
    @Test
    void aCopyBeginsWithTheValuesOfItsOriginal() {
        NavigableMap<String, Leaves.Leaf> start = leaves("{kind: A, metadata: {name: a}}\n---\n{kind: B, spec: 1}\n");
        assertThat(LostChange.copied(start, "A a", "A a-copy").keySet())
                .containsExactly("A a-copy kind", "A a-copy metadata.name");
    }

    /** The file before the phases, after the first, after the second, and now; and what is lost. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{a: 1}|{a: 1, g: x}|{a: 1}|{a: 1}|",
                "{a: 1}|{a: 1, g: x}|{a: 1}|{a: 1, g: x}|g",
                "{a: 1}|{a: 1, g: x}|{a: 1}|{a: 1, g: other}|g",
                "{a: 5}|{a: 0}|{a: 5}|{a: 5}|",
                "{a: 5}|{a: 0}|{a: 5}|{a: 0}|a",
                "{a: 5}|{a: 0}|{a: 5}|{a: 7}|",
                "{a: 5}|{b: 0}|{a: 5}|{b: 0}|a;b",
                "{a: 5}|{b: 0}|{a: 5}|{a: 5, c: 1}|"
            })
    void whatWasTakenBackIsNotThereAgain(String start, String first, String second, String now, String lost) {
        assertThat(LostChange.among(leaves(start), List.of(leaves(first), leaves(second)), leaves(now)))
                .extracting(LostChange::name)
                .isEqualTo(lost == null ? List.of() : List.of(lost.split(";")));
    }

    private static NavigableMap<String, Leaves.Leaf> leaves(String text) {
        return Leaves.of(YamlFile.parse("a.yaml", text));
    }
}

package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.Problem;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the file holds, reading it ends in a specification or in problems with places, never in an exception. */
class AnyTextTest {

    private static final List<String> PIECES = List.of(
            "", " ", "\n", "\t", ":", ": ", "- ", "? ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "!x ", "|\n", ">-\n",
            "'", "\"", "#", "%", "@", "`", "~", "null", "<<: *a", "\\", "\u0007", "\ud83d", "ä", "---\n", "...\n", ",");

    @Property(tries = 2000)
    void everyDamagedFileGetsAnAnswer(@ForAll("damaged") String yaml) {
        SpecReader.Reading reading = SpecReader.read("crossfade.yaml", yaml);
        boolean blocked = reading.problems().stream().anyMatch(Problem::isBlocker);
        assertThat(reading.spec().isEmpty()).isEqualTo(blocked);
        assertThat(reading.problems())
                .allSatisfy(problem -> assertThat(problem.where().file()).isEqualTo("crossfade.yaml"))
                .isSortedAccordingTo(java.util.Comparator.comparingInt(
                        problem -> problem.where().line()));
    }

    /** The full specification with a few pieces of it replaced by what YAML gives a meaning. */
    @Provide
    Arbitrary<String> damaged() {
        Arbitrary<Damage> damage = Combinators.combine(
                        Arbitraries.integers().between(0, SpecText.FULL.length()),
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(PIECES))
                .as(Damage::new);
        return damage.list().ofMinSize(1).ofMaxSize(4).map(all -> {
            String text = SpecText.FULL;
            for (Damage one : all) {
                text = one.to(text);
            }
            return text;
        });
    }

    private record Damage(int at, int length, String piece) {

        String to(String text) {
            int from = Math.min(at, text.length());
            int end = Math.min(text.length(), from + length);
            return text.substring(0, from) + piece + text.substring(end);
        }
    }
}

package dev.crossfade.core.spec;

import dev.crossfade.core.report.Problem;
import java.util.List;
import java.util.Locale;

/** Problems as lines of text, so that a test can say the whole of them. */
final class Found {

    private Found() {}

    /** Place and code of each problem, and its severity where it does not block. */
    static List<String> in(String yaml) {
        return problems(yaml).stream().map(Found::brief).toList();
    }

    static List<Problem> problems(String yaml) {
        return SpecReader.read("crossfade.yaml", yaml).problems();
    }

    private static String brief(Problem problem) {
        String weight =
                problem.isBlocker() ? "" : " " + problem.severity().name().toLowerCase(Locale.ROOT);
        return problem.where().text().replace("crossfade.yaml:", "") + " "
                + problem.code().id() + weight;
    }
}

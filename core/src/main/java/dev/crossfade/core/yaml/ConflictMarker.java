package dev.crossfade.core.yaml;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line by which Git parts the two sides of a merge that nobody has resolved (git-merge(1), "How conflicts are presented").
 *
 * @param text the marker without the names behind it
 */
public record ConflictMarker(String text, Where where) {

    private static final Pattern WRITTEN = Pattern.compile("(?m)^(?:(<{7}|\\|{7}|>{7})(?: .*)?|(={7}))$");

    /** The first one of a text that is no YAML: in one that is, a line of the sort may be part of a value. */
    public static Optional<ConflictMarker> in(String file, String text) {
        Matcher found = WRITTEN.matcher(text);
        if (!found.find()) {
            return Optional.empty();
        }
        int line = (int) text.chars()
                        .limit(found.start())
                        .filter(each -> each == '\n')
                        .count()
                + 1;
        return Optional.of(new ConflictMarker(found.group().substring(0, 7), Where.at(file, line, 1)));
    }

    /** For a file of which YAML made nothing on account of it. */
    public Problem problem() {
        return Problem.blocker(
                ErrorCode.YAML_SYNTAX,
                where,
                "not YAML: a conflict marker, " + text + ", stands here",
                "resolve the merge, so that one version is left and no marker, and commit the file");
    }
}

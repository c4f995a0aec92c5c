package dev.crossfade.clustertest;

import dev.crossfade.core.phase.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.revwalk.RevCommit;

/** Does what docs/phases.md asks of a person after the revert of the first phase, word for word. */
final class PrepareCommands {

    private static final Pattern SHELL = Pattern.compile("(?ms)^## `prepare`$.*?^```sh\\n(.*?)^```$.*?(?=^## )");

    private final Surroundings surroundings;

    PrepareCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void follow(RevCommit merge) {
        Migration migration = surroundings.platform().preview().plan().migration();
        String commands = text().replace("MERGE", merge.name())
                .replace("<path>", migration.layout().path())
                .replace("<argo.namespace>", migration.spec().argo().namespace())
                .replace("<migration>", migration.spec().name());
        surroundings.kit().shellIn(surroundings.platform().root(), "bash", "-euo", "pipefail", "-c", commands);
    }

    private static String text() {
        try {
            Matcher matcher = SHELL.matcher(Files.readString(Example.ROOT.resolve("docs/phases.md")));
            if (!matcher.find()) {
                throw new AssertionError("docs/phases.md has no commands for prepare");
            }
            return matcher.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

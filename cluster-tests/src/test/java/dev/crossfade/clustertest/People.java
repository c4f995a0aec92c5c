package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The people who own the nodes: they do what the runbook of the migration says for a phase that is merged. */
final class People {

    private static final Pattern DNS = Pattern.compile("(?ms)^### CoreDNS$.*?^```sh\\n(.*?)^```$");

    private final Surroundings surroundings;

    People(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    void follow(String phase) {
        if (phase.startsWith("clean-nodes")) {
            surroundings.machines().renew(moves(phase.replace("clean", "rotate")));
            return;
        }
        boolean moved = surroundings.move(phase);
        if (phase.equals("first-nodes")) {
            if (!moved) {
                List<String> old = surroundings.machines().old("pool");
                surroundings.machines().replace(old.get(0));
            }
            moveDns();
        }
    }

    private String moves(String phase) {
        String selector = surroundings.example().machines().moves().get(phase);
        if (selector == null) {
            throw new IllegalStateException("nobody said which nodes move with " + phase);
        }
        return selector;
    }

    /** Part 2 of the runbook, word for word. */
    void moveDns() {
        try {
            String runbook = Files.readString(surroundings.platform().root().resolve("network/migration/runbook.md"));
            Matcher commands = DNS.matcher(runbook);
            if (!commands.find()) {
                throw new IllegalStateException("the runbook does not say how CoreDNS moves");
            }
            surroundings.kit().shell("bash", "-euc", commands.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

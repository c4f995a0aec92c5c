package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Does what the migration's README asks of a person at the end, word for word, in its order. */
final class LastCommands {

    private static final Pattern SECTION = Pattern.compile("(?ms)^## (\\d)\\. .*?(?=^## |\\z)");
    private static final Pattern SHELL = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    private final Surroundings surroundings;
    private final Path root;

    LastCommands(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.root = surroundings.platform().root();
    }

    /** @return the numbers of the sections that were followed */
    List<String> follow() {
        git("checkout", "-qf", "main");
        List<MatchResult> sections = SECTION.matcher(text(root.resolve("network/migration/README.md")))
                .results()
                .toList();
        for (MatchResult section : sections) {
            if (section.group(1).equals("1")) {
                ownProject();
            }
            SHELL.matcher(section.group())
                    .results()
                    .flatMap(block -> block.group(1).lines())
                    .filter(line -> !line.isBlank())
                    .forEach(this::run);
            if (section.group(1).equals("3")) {
                commit("The folder of the migration goes");
            }
        }
        return sections.stream().map(each -> each.group(1)).toList();
    }

    private void run(String line) {
        surroundings
                .clusters()
                .of(line)
                .shellIn(root, "bash", "-euc", line.replace("YOURS", "network").replace("YOUR-APPS", "apps"));
    }

    /** A project of the customer's that allows the same, and the Application in it. */
    private void ownProject() {
        String project = surroundings
                .clusters()
                .argos()
                .shell(
                        "bash",
                        "-euc",
                        "kubectl -n argocd get appprojects.argoproj.io -o name | grep crossfade- | grep -v applications");
        surroundings
                .clusters()
                .argos()
                .shell(
                        "bash",
                        "-euc",
                        "kubectl -n argocd get " + project.strip() + " -o json"
                                + " | python3 -c 'import json,sys; p=json.load(sys.stdin); p[\"metadata\"]={\"name\":\"network\",\"namespace\":\"argocd\"};"
                                + " p.pop(\"status\",None); print(json.dumps(p))' | kubectl apply -f -");
        Path application = root.resolve("network/migration/applications/application-cilium.yaml");
        try {
            Files.writeString(application, text(application).replaceFirst("(?m)^  project: .*$", "  project: network"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commit("Cilium belongs to the project of the network");
    }

    private void commit(String message) {
        git("add", "-A");
        git("-c", "user.name=Somebody", "-c", "user.email=somebody@localhost", "commit", "-qm", message);
        surroundings.awaitRevision(
                surroundings.kit().shellIn(root, "git", "rev-parse", "HEAD").strip());
    }

    private void git(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "git";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        surroundings.kit().shellIn(root, command);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

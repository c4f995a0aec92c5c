package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the commands of Jobs name, each as {@code namespace kind/name}.
 *
 * @param names kinds in the singular and in lower case; no namespace where the command names none
 */
record JobTargets(Set<String> names) {

    private static final Pattern OBJECT = Pattern.compile("([a-z]+)(?:\\.[a-z0-9.-]+)?/([^=]*[^=-])");
    private static final Pattern NAMESPACE = Pattern.compile("--namespace=(\\S+)");

    /** It looks at the marker and changes nothing. */
    private static final String WAIT = "wait-for-phase";

    /**
     * What one container runs.
     *
     * @param words as they stand there
     * @param targets the objects among them
     */
    record Command(List<String> words, List<String> targets) {}

    static JobTargets of(Iterable<JsonNode> objects) {
        Set<String> names = new TreeSet<>();
        objects.forEach(object -> commands(object).forEach(command -> names.addAll(command.targets())));
        return new JobTargets(names);
    }

    /** Those of a Job that change something; of anything else none. */
    static List<Command> commands(JsonNode object) {
        List<Command> commands = new ArrayList<>();
        if (object.path("kind").asText().equals("Job")) {
            // every command but the last one is an init container, so that they run in order
            List.of("initContainers", "containers")
                    .forEach(kind -> object.at("/spec/template/spec/" + kind).forEach(each -> {
                        if (!each.path("name").asText().equals(WAIT)) {
                            commands.add(command(each.path("command")));
                        }
                    }));
        }
        return commands;
    }

    private static Command command(JsonNode command) {
        List<String> words = new ArrayList<>();
        command.forEach(word -> words.add(word.asText()));
        String namespace = words.stream()
                .map(NAMESPACE::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        return new Command(
                words,
                words.stream()
                        .map(OBJECT::matcher)
                        .filter(Matcher::matches)
                        .map(found -> namespace + " " + singular(found.group(1)) + "/" + found.group(2))
                        .toList());
    }

    /** How a command names an object. */
    static String id(JsonNode object) {
        return object.at("/metadata/namespace").asText() + " "
                + singular(object.path("kind").asText().toLowerCase(Locale.ROOT)) + "/"
                + object.at("/metadata/name").asText();
    }

    private static String singular(String kind) {
        return kind.endsWith("ies") ? kind.replaceAll("ies$", "y") : kind.replaceAll("s$", "");
    }

    /** True for an object that a command names, and for all that goes with its namespace. */
    boolean hold(JsonNode object) {
        String namespace = object.at("/metadata/namespace").asText();
        return names.contains(id(object)) || names.contains(" namespace/" + namespace);
    }
}

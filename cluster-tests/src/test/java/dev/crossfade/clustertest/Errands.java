package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What comments tell people to run or to follow, done by people, once, when the comment has said it for a while. */
final class Errands {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Pattern COMMAND = Pattern.compile("(?m)^kubectl -n \\S+ (delete pod|rollout restart) \\S+$");

    /** What sends them to the runbook, where a pod of CoreDNS has come back to a node that has not moved. */
    private static final Pattern DNS = Pattern.compile("Section CoreDNS in part 2 of `?runbook\\.md`? moves it");

    private final Kit kit;
    private final Companion companion;
    private final People people;
    private final Map<String, Optional<Instant>> told = new HashMap<>();

    Errands(Kit kit, Companion companion, People people) {
        this.kit = kit;
        this.companion = companion;
        this.people = people;
    }

    void run(List<JsonNode> comments) {
        Set<String> commands = comments.stream()
                .map(comment -> comment.path("body").asText())
                .flatMap(body -> Stream.of(COMMAND, DNS)
                        .flatMap(pattern -> pattern.matcher(body).results()))
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        told.keySet().retainAll(commands);
        commands.forEach(command -> told.putIfAbsent(command, Optional.of(Instant.now())));
        told.replaceAll((command, since) -> {
            if (since.isEmpty() || Instant.now().isBefore(since.get().plus(PATIENCE))) {
                return since;
            }
            System.out.println("   people run: " + command);
            if (DNS.matcher(command).matches()) {
                people.moveDns();
            } else {
                kit.shell("bash", "-euc", command + (command.contains(" delete ") ? " --ignore-not-found" : ""));
            }
            companion.ran(command);
            return Optional.empty();
        });
    }
}

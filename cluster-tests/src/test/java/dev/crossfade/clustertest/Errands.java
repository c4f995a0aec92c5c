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

/** What comments tell people to run, run by people, once, when the comment has said it for a while. */
final class Errands {

    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Pattern COMMAND = Pattern.compile("(?m)^kubectl -n \\S+ (delete pod|rollout restart) \\S+$");

    private final Kit kit;
    private final Companion companion;
    private final Map<String, Optional<Instant>> told = new HashMap<>();

    Errands(Kit kit, Companion companion) {
        this.kit = kit;
        this.companion = companion;
    }

    void run(List<JsonNode> comments) {
        Set<String> commands = comments.stream()
                .flatMap(comment ->
                        COMMAND.matcher(comment.path("body").asText()).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
        told.keySet().retainAll(commands);
        commands.forEach(command -> told.putIfAbsent(command, Optional.of(Instant.now())));
        told.replaceAll((command, since) -> {
            if (since.isEmpty() || Instant.now().isBefore(since.get().plus(PATIENCE))) {
                return since;
            }
            System.out.println("   people run: " + command);
            kit.shell("bash", "-euc", command + (command.contains(" delete ") ? " --ignore-not-found" : ""));
            companion.ran(command);
            return Optional.empty();
        });
    }
}

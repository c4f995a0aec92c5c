package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether the cluster is as the commands of Jobs leave it: that a Job ended well says no more than that kubectl did. */
final class JobOutcome {

    private final Map<String, JsonNode> live = new TreeMap<>();

    JobOutcome(Snapshot cluster) {
        cluster.objects().values().forEach(each -> live.put(JobTargets.id(each), each));
    }

    List<String> faults(JsonNode job) {
        return JobTargets.commands(job).stream()
                .flatMap(each -> faults(each).stream())
                .toList();
    }

    private List<String> faults(JobTargets.Command command) {
        List<String> faults = new ArrayList<>();
        for (String target : command.targets()) {
            Optional<JsonNode> object = Optional.ofNullable(live.get(target));
            if (command.words().contains("delete")) {
                object.ifPresent(each -> faults.add(target + " is there, and a Job deletes it"));
            } else if (command.words().contains("scale")) {
                String replicas = command.words().stream()
                        .filter(word -> word.startsWith("--replicas="))
                        .findFirst()
                        .orElseThrow()
                        .replace("--replicas=", "");
                check(faults, target, object, "/spec/replicas", replicas);
            } else if (command.words().contains("annotate")) {
                command.words().stream()
                        .filter(word -> word.contains("=") && !word.startsWith("--"))
                        .forEach(word -> {
                            String[] pair = word.split("=", 2);
                            check(
                                    faults,
                                    target,
                                    object,
                                    "/metadata/annotations/" + pair[0].replace("/", "~1"),
                                    pair[1]);
                        });
                command.words().stream()
                        .filter(word -> word.endsWith("-") && !word.startsWith("--"))
                        .map(word -> "/metadata/annotations/"
                                + word.replaceAll("-$", "").replace("/", "~1"))
                        .filter(path -> object.filter(each -> !each.at(path).isMissingNode())
                                .isPresent())
                        .forEach(path -> faults.add(target + " still has " + path + ", and a Job takes it off"));
            }
        }
        return faults;
    }

    private static void check(
            List<String> faults, String target, Optional<JsonNode> object, String path, String wanted) {
        String found = object.map(each -> each.at(path).asText()).orElse("(no such object)");
        if (!found.equals(wanted)) {
            faults.add(target + " " + path + " is " + found + ", and a Job makes it " + wanted);
        }
    }
}

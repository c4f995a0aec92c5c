package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.render.ChangeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Job of a plan with its account and rights.
 *
 * @param step the phase whose marker it waits for
 * @param key the marker's key
 * @param objects the Job, its ServiceAccount, Roles and bindings
 */
record PlannedJob(String migration, String step, String key, List<ObjectNode> objects) {

    /**
     * How a Job is run here.
     *
     * @param name of the Job and of all that comes with it
     * @param without the number of the rule that is taken away, or -1
     * @param hasty true to wait for the marker no longer than a moment
     */
    record Variation(String name, int without, boolean hasty) {

        static Variation whole(String name) {
            return new Variation(name, -1, false);
        }

        static Variation without(String name, int rule) {
            return new Variation(name, rule, false);
        }

        static Variation hasty(String name) {
            return new Variation(name, -1, true);
        }
    }

    static List<PlannedJob> all(Platform platform) {
        Layout layout = platform.preview().plan().migration().layout();
        UndoRenderer undo = new UndoRenderer(platform.preview().plan().migration());
        List<PlannedJob> jobs = new ArrayList<>();
        for (PlannedCommit commit : platform.preview().commits()) {
            Step step = Objects.requireNonNull(commit.entry().step());
            collect(layout, step.id(), "phase", commit.changes(), jobs);
            if (step.undo() == Undo.ROLLBACK) {
                ChangeSet first = undo.render(step, commit.base(), BaseBranch.with(commit.base(), commit.changes()))
                        .get(0);
                collect(layout, step.id(), "undone", first, jobs);
            }
        }
        return jobs;
    }

    private static void collect(Layout layout, String step, String key, ChangeSet changes, List<PlannedJob> jobs) {
        List<ObjectNode> objects = new ArrayList<>();
        changes.files()
                .values()
                .forEach(text -> text.filter(content -> content.contains(Layout.JOB_LABEL + ": "))
                        .ifPresent(
                                content -> Desired.parse(content).forEach(object -> objects.add((ObjectNode) object))));
        if (!objects.isEmpty()) {
            jobs.add(new PlannedJob(layout.name(), step, key, objects));
        }
    }

    String name() {
        return migration + " " + step + (key.equals("undone") ? " (undo)" : "");
    }

    int rules() {
        return objects.stream().mapToInt(object -> object.path("rules").size()).sum();
    }

    String rule(int number) {
        int left = number;
        for (ObjectNode object : objects) {
            int size = object.path("rules").size();
            if (left < size) {
                return object.path("rules").get(left).toString();
            }
            left -= size;
        }
        throw new IllegalArgumentException("no rule " + number);
    }

    /** The same objects under another name, so that many can run beside each other. */
    List<ObjectNode> with(Variation variation) {
        List<ObjectNode> made = new ArrayList<>();
        int before = 0;
        for (ObjectNode object : objects) {
            ObjectNode copy = object.deepCopy();
            ((ObjectNode) copy.path("metadata")).put("name", variation.name());
            if (copy.path("rules") instanceof ArrayNode rules) {
                int size = rules.size();
                if (variation.without() >= before && variation.without() < before + size) {
                    rules.remove(variation.without() - before);
                }
                before += size;
            }
            if (copy.path("roleRef") instanceof ObjectNode role) {
                role.put("name", variation.name());
                ((ObjectNode) copy.path("subjects").path(0)).put("name", variation.name());
            }
            if (copy.path("kind").asText().equals("Job")) {
                run(copy, variation);
            }
            made.add(copy);
        }
        return made;
    }

    /** One try is enough to see it fail. */
    private static void run(ObjectNode job, Variation variation) {
        ObjectNode pod = (ObjectNode) job.at("/spec/template/spec");
        pod.put("serviceAccountName", variation.name());
        ((ObjectNode) job.path("spec")).put("backoffLimit", 0);
        if (variation.hasty()) {
            ArrayNode command = (ArrayNode) pod.at("/initContainers/0/command");
            for (int i = 0; i < command.size(); i++) {
                JsonNode word = command.get(i);
                if (word.asText().startsWith("--timeout=")) {
                    command.set(i, new TextNode("--timeout=1s"));
                }
            }
        }
    }
}

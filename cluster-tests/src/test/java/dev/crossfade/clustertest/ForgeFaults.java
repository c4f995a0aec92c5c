package dev.crossfade.clustertest;

import static dev.crossfade.clustertest.Fault.borne;
import static dev.crossfade.clustertest.Fault.doubt;
import static dev.crossfade.clustertest.Fault.gate;
import static dev.crossfade.clustertest.Fault.hold;
import static dev.crossfade.clustertest.Fault.trouble;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What people do on the forge, and what goes wrong with it, while a proposal waits. */
final class ForgeFaults {

    private static final String HOLD = "crossfade/hold";

    private ForgeFaults() {}

    static List<Fault> all() {
        return Stream.of(people(), commits(), servers()).flatMap(List::stream).toList();
    }

    private static List<Fault> people() {
        return List.of(
                hold(
                        "label crossfade/hold",
                        HOLD,
                        ForgeFaults::label,
                        workshop -> workshop.forge(
                                "DELETE",
                                "/issues/" + workshop.open().number() + "/labels/" + workshop.kept(HOLD),
                                "")),
                hold(
                        "pull request closed by a person",
                        "was closed",
                        workshop -> {
                            workshop.keep(
                                    "closed", String.valueOf(workshop.open().number()));
                            state(workshop, "closed");
                        },
                        workshop -> state(workshop, "open")),
                hold(
                        "somebody's commit on the proposal's branch",
                        "Change notes/hint.txt",
                        workshop -> {
                            workshop.keep("phase", workshop.open().phase());
                            workshop.keep("head", workshop.open().head());
                            workshop.push(branch(workshop), "notes/hint.txt", "a hint\n");
                        },
                        workshop -> workshop.git(
                                "push -q -f origin " + workshop.kept("head") + ":refs/heads/" + branch(workshop))));
    }

    private static List<Fault> commits() {
        return List.of(
                hold(
                        "pull request goes into another branch",
                        "goes into other",
                        workshop -> {
                            workshop.git("push -q -f origin origin/main:refs/heads/other");
                            workshop.keep(
                                    "number", String.valueOf(workshop.open().number()));
                            workshop.forge("PATCH", "/pulls/" + workshop.kept("number"), "{\"base\": \"other\"}");
                        },
                        workshop ->
                                workshop.forge("PATCH", "/pulls/" + workshop.kept("number"), "{\"base\": \"main\"}")),
                borne(
                        "a commit that is not the migration's",
                        workshop -> workshop.push("main", "notes/day.txt", "others work, too\n")),
                doubt(
                        "crossfade.yaml is broken",
                        "yaml-syntax",
                        workshop -> {
                            workshop.keep("spec", workshop.file("crossfade.yaml"));
                            workshop.push("main", "crossfade.yaml", workshop.kept("spec") + "  - [\n");
                        },
                        workshop -> workshop.push("main", "crossfade.yaml", workshop.kept("spec"))));
    }

    private static List<Fault> servers() {
        return List.of(
                borne("a second watcher comes and goes", ForgeFaults::second),
                trouble(
                        "the forge's token is worth nothing",
                        "remote-unauthorized",
                        workshop -> workshop.account().spoilForgeToken(),
                        workshop -> workshop.account().renewForgeToken()),
                trouble(
                        "Gitea is away",
                        "remote-unavailable",
                        workshop -> workshop.part("gitea").stop(),
                        workshop -> {
                            workshop.part("gitea").start();
                            workshop.awaitGitea();
                        }),
                new Fault(
                        "API server begins anew",
                        new Fault.Nothing(),
                        workshop -> {
                            workshop.part("kube-apiserver").stop();
                            workshop.part("kube-apiserver").start();
                            workshop.awaitCluster();
                        },
                        workshop -> {
                            // nodes that were silent meanwhile are noticed later
                            workshop.pause(Duration.ofSeconds(45));
                            workshop.machines().recover();
                        }),
                gate(
                        "the watcher's token is worth nothing",
                        "probe",
                        "answers 401 to GET",
                        workshop -> workshop.account().revoke(),
                        workshop -> workshop.account().renew()));
    }

    private static void second(Workshop workshop) {
        try (Watcher second = workshop.account().start("second")) {
            Machines.await("the second one looks, too", () -> second.stands().isPresent());
        }
    }

    /** What changes the base branch for good. */
    static List<Fault> atTheEnd() {
        return List.of(hold("somebody reverts the phase", "finalize-cilium", ForgeFaults::revert, ForgeFaults::revert));
    }

    /** Somebody takes the plan branch's next two phases with one merge. */
    static Fault twoAtOnce() {
        return hold(
                "two phases in one merge",
                "one commit took several phases",
                workshop -> {
                    workshop.git("fetch -q origin main");
                    workshop.git("checkout -qf main");
                    workshop.git("reset -q --hard origin/main");
                    workshop.crossfade("generate");
                    String second = workshop.git("rev-list --reverse main..crossfade/prod/plan | sed -n 2p")
                            .strip();
                    workshop.git("merge -q --no-ff -m 'Take two phases' " + second);
                    workshop.git("push -q origin HEAD:refs/heads/main");
                },
                workshop -> workshop.crossfade("propose", "--resume"));
    }

    /** Takes the newest commit of the base branch back; a merge commit along its first parent. */
    private static void revert(Workshop workshop) {
        workshop.git("fetch -q origin main");
        workshop.git("checkout -qf --detach FETCH_HEAD");
        String parents = workshop.git("rev-list --parents -n 1 HEAD").strip();
        workshop.git("revert --no-edit " + (parents.split(" ").length > 2 ? "-m 1 " : "") + "HEAD");
        workshop.git("push -q origin HEAD:refs/heads/main");
        workshop.git("checkout -qf main");
    }

    private static void label(Workshop workshop) {
        String label = workshop.forge("POST", "/labels", "{\"name\": \"" + HOLD + "\", \"color\": \"#ff0000\"}")
                .path("id")
                .asText();
        workshop.keep(HOLD, label);
        workshop.forge("POST", "/issues/" + workshop.open().number() + "/labels", "{\"labels\": [" + label + "]}");
    }

    private static void state(Workshop workshop, String state) {
        workshop.forge("PATCH", "/pulls/" + workshop.kept("closed"), "{\"state\": \"" + state + "\"}");
    }

    private static String branch(Workshop workshop) {
        return "crossfade/prod/" + workshop.kept("phase");
    }
}

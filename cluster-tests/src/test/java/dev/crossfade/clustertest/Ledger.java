package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares what a commit changes in Git with what changed in the cluster: nothing more, nothing less.
 *
 * @param cluster the cluster before and after the commit
 * @param git what Git says before and after it
 */
record Ledger(Pair<Snapshot> cluster, Pair<Desired> git) {

    record Pair<T>(T before, T after) {}

    /** By cilium-certgen. */
    private static final Pattern MADE_SECRET = Pattern.compile("cilium-ca|hubble-.*-certs?");

    /** The double's own (clusterdouble.Images). */
    private static final String IMAGES = "images";

    private static final Set<String> ARGO = Set.of(".metadata.annotations.argocd.argoproj.io/tracking-id");

    /** One line for each thing that nobody asked for, or that was asked for and is not there. */
    List<String> faults() {
        List<String> faults = new ArrayList<>(missing());
        faults.addAll(moved());
        faults.addAll(stayed());
        faults.addAll(undone());
        SortedSet<String> keys = new TreeSet<>(cluster.before().objects().keySet());
        keys.addAll(cluster.after().objects().keySet());
        for (String key : keys) {
            if (!isConsequence(key)) {
                faults.addAll(unasked(key));
            }
        }
        return faults;
    }

    /** Live objects have every field that Git gives them, as Git gives it. */
    private List<String> missing() {
        List<String> faults = new ArrayList<>();
        git.after().objects().forEach((key, wanted) -> {
            JsonLeaves live = leaves(cluster.after().objects().get(key));
            if (live.isEmpty()) {
                faults.add(key + " is in Git and not in the cluster");
                return;
            }
            JsonLeaves.of(wanted).values().forEach((path, value) -> {
                String found = live.values().get(path);
                if (!Normal.same(path, value, found) || (found == null && live.holdsBelow(path))) {
                    faults.add(key + " " + path + ": Git says " + value + ", the cluster " + found);
                }
            });
        });
        return faults;
    }

    /** Adoption writes what is there already: the generation stays, and is the one that the commit was made for. */
    private List<String> moved() {
        List<String> faults = new ArrayList<>();
        git.after().objects().forEach((key, object) -> {
            JsonNode adopted = object.at("/metadata/annotations").path("crossfade.dev/adopted-generation");
            if (!adopted.isMissingNode() && !git.before().objects().containsKey(key)) {
                long was = cluster.before().generations().getOrDefault(key, 0L);
                long is = cluster.after().generations().getOrDefault(key, 0L);
                if (was != is || was != Long.parseLong(adopted.asText())) {
                    faults.add(key + " was adopted at generation " + adopted.asText() + ", and went from " + was
                            + " to " + is);
                }
            }
        });
        return faults;
    }

    /** What left Git has left the cluster: whole objects, and values that no default explains. */
    private List<String> stayed() {
        List<String> faults = new ArrayList<>();
        git.before().objects().forEach((key, was) -> {
            JsonLeaves live = leaves(cluster.after().objects().get(key));
            JsonNode is = git.after().objects().get(key);
            if (is == null) {
                if (!live.isEmpty() && !(isDefinition(was) && anApplicationWent())) {
                    faults.add(key + " left Git and is still in the cluster");
                }
                return;
            }
            JsonLeaves says = leaves(is);
            JsonLeaves.of(was).values().forEach((path, value) -> {
                if (!says.values().containsKey(path)
                        && value.equals(live.values().get(path))) {
                    faults.add(key + " " + path + ": " + value + " left Git and is still in the cluster");
                }
            });
        });
        return faults;
    }

    private static boolean isDefinition(JsonNode object) {
        return object.path("kind").asText().equals("CustomResourceDefinition");
    }

    /** Of what goes with an Argo CD Application no CRD does (decision 0006): a later Job deletes them, and the end has none. */
    private boolean anApplicationWent() {
        return git.before().objects().keySet().stream()
                .anyMatch(key -> key.startsWith("argoproj.io Application ")
                        && !git.after().objects().containsKey(key));
    }

    /** What the commands of this commit's Jobs are for and the cluster does not show. */
    private List<String> undone() {
        JobOutcome outcome = new JobOutcome(cluster.after());
        return git.after().objects().entrySet().stream()
                .filter(each -> !git.before().objects().containsKey(each.getKey()))
                .flatMap(each -> outcome.faults(each.getValue()).stream())
                .toList();
    }

    private List<String> unasked(String key) {
        JsonLeaves before = leaves(cluster.before().objects().get(key));
        JsonLeaves after = leaves(cluster.after().objects().get(key));
        JsonLeaves said = leaves(git.before().objects().get(key));
        JsonLeaves says = leaves(git.after().objects().get(key));
        SortedSet<String> changed = before.changesTo(after);
        changed.removeAll(ARGO);
        if (changed.isEmpty()) {
            return List.of();
        }
        if (before.isEmpty() || after.isEmpty()) {
            boolean asked = before.isEmpty() ? !says.isEmpty() : !said.isEmpty() && says.isEmpty();
            return asked
                    ? List.of()
                    : List.of(key + (before.isEmpty() ? " came" : " left") + " and nobody asked for it");
        }
        SortedSet<String> asked = said.changesTo(says);
        return changed.stream()
                .filter(path -> asked.stream().noneMatch(each -> path.equals(each) || path.startsWith(each + ".")))
                .map(path -> key + " changed and nobody asked for it: " + before.line(path, after))
                .toList();
    }

    /** What controllers make of other objects, and what a Job of the commit names. */
    private boolean isConsequence(String key) {
        JsonNode object = Optional.ofNullable(cluster.after().objects().get(key))
                .orElseGet(() -> cluster.before().objects().get(key));
        String kind = object.path("kind").asText();
        String name = object.at("/metadata/name").asText();
        return isOwned(key, object)
                || kind.equals("IPAddress")
                || kind.equals("APIService")
                || (kind.equals("ConfigMap") && name.equals("kube-root-ca.crt"))
                || (kind.equals("ServiceAccount") && name.equals("default"))
                || (kind.equals("Secret")
                        && object.at("/metadata/namespace").asText().equals("kube-system")
                        && MADE_SECRET.matcher(name).matches())
                || (kind.equals("CustomResourceDefinition") && name.endsWith(".cilium.io"))
                || (kind.equals("MutatingWebhookConfiguration") && name.equals(IMAGES))
                || kind.equals("TigeraStatus")
                || isMadeAgain(object)
                || JobTargets.of(git.after().objects().values()).hold(object);
    }

    /** Made and changed by its owner; one that is lost while its owner lives is missed. */
    private boolean isOwned(String key, JsonNode object) {
        JsonNode owners = object.at("/metadata/ownerReferences");
        boolean lost = cluster.before().objects().containsKey(key)
                && !cluster.after().objects().containsKey(key)
                // a CronJob takes its old Jobs away
                && !object.path("kind").asText().equals("Job");
        return !owners.isEmpty() && !(lost && livesOneOf(owners.findValuesAsText("uid")));
    }

    private boolean livesOneOf(List<String> identities) {
        return cluster.after().objects().values().stream()
                .map(each -> each.at("/metadata/uid").asText())
                .anyMatch(identities::contains);
    }

    /** A hook that Argo CD deletes before it creates it. */
    private static boolean isMadeAgain(JsonNode object) {
        return object.at("/metadata/annotations").has("argocd.argoproj.io/hook-delete-policy")
                && object.at("/metadata/name").asText().equals("hubble-generate-certs");
    }

    private static JsonLeaves leaves(@org.jspecify.annotations.Nullable JsonNode tree) {
        return tree == null ? JsonLeaves.NONE : JsonLeaves.of(tree);
    }
}

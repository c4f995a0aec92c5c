package dev.crossfade.forgetest;

import dev.crossfade.argo.api.CallListener;
import dev.crossfade.assembly.Surroundings;
import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Version;
import dev.crossfade.core.progress.Clusters;
import dev.crossfade.core.progress.Lead;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.progress.Watch;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.scm.forge.ForgeListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A watch over a customer's repository and a forge of this process, by a clock that a test moves. Of the cluster nothing can be
 * read, but for Applications that a test puts there.
 */
final class Watched implements AutoCloseable {

    private final Scene scene;
    private final Workplace.Post post;
    private final Watch watch;
    private final Map<String, Map<String, Object>> objects = new HashMap<>();
    private final List<ObjectId> refreshed = new ArrayList<>();
    private Instant now = Instant.now();
    private boolean refusesToRefresh;
    private boolean awaits;

    Watched(Scene scene, Path folder) {
        this.scene = scene;
        Workplace workplace = Workplace.open(
                scene.customer().folder(),
                null,
                line -> {},
                new Surroundings(
                        Map.of(
                                "CROSSFADE_TOKEN",
                                scene.site().token(),
                                "KUBECONFIG",
                                kubeconfig(folder).toString()),
                        Clients.impatient()));
        this.post = workplace.post(CallListener.NONE, ForgeListener.NONE);
        this.watch = post.watches()
                .apply(new Clusters(
                        asked -> {
                            Map<Question<?>, Reading<?>> readings = new HashMap<>();
                            asked.forEach(question -> readings.put(question, reading(question)));
                            return new Look(now, readings);
                        },
                        Optional.of(this::refresh)));
    }

    private void refresh(ObjectId application) {
        if (refusesToRefresh) {
            throw new CrossfadeException(
                    ErrorCode.CLUSTER_REFUSED, Where.object(application.toString()), "403 Forbidden", "grant the verb");
        }
        refreshed.add(application);
    }

    /** From now on what cannot be read is on its way. */
    void await() {
        awaits = true;
    }

    /** From now on whoever asks Argo CD to look is refused. */
    void refuseToRefresh() {
        refusesToRefresh = true;
    }

    private static Path kubeconfig(Path folder) {
        try {
            return Files.writeString(folder.resolve("kubeconfig"), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: none, cluster: {server: "http://127.0.0.1:1"}}]
                    contexts: [{name: none, context: {cluster: none, user: none}}]
                    users: [{name: none, user: {}}]
                    current-context: none
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reading<?> reading(Question<?> question) {
        if (question instanceof Question.Named named && objects.containsKey(key(named.id()))) {
            Version version = new Version("uid", "1", 1, Instant.EPOCH, Instant.EPOCH, null, List.of());
            return new Reading.Read<>(
                    Optional.of(new ObjectFact(named.id(), version, Content.of(objects.get(key(named.id()))))), now);
        }
        return awaits
                ? Reading.Unread.awaited("it was not asked before", now)
                : new Reading.Unread<>("the network is down", now);
    }

    private static String key(ObjectId id) {
        return id.kind() + " " + id.name();
    }

    void object(ObjectId id, Map<String, Object> content) {
        objects.put(key(id), content);
    }

    List<ObjectId> refreshed() {
        return refreshed;
    }

    /** So much later, and not before the forge's present: a busy machine takes its time to merge. */
    void pass(Duration time) {
        Instant present = Instant.now();
        now = (now.isBefore(present) ? present : now).plus(time);
    }

    Turn turn() {
        return watch.turn(Terms.of(now));
    }

    /** One that loses the lead after so many steps. */
    Turn losing(int steps) {
        // it is asked as the turn begins, too
        AtomicInteger left = new AtomicInteger(steps + 1);
        return watch.turn(Terms.of(now).led(() -> left.getAndDecrement() > 0 ? Lead.LEADS : Lead.FOLLOWS));
    }

    /** One that cannot tell once, after so many steps, whether it leads: what nobody foresaw, in the middle of what it does. */
    Turn failing(int steps) {
        AtomicInteger left = new AtomicInteger(steps + 1);
        return watch.turn(Terms.of(now).led(() -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("the Lease has no holder");
            }
            return Lead.LEADS;
        }));
    }

    void doubt(String why) {
        watch.doubt(why, Terms.of(now));
    }

    /** By one whose Lease another one takes after so many questions for it. */
    void doubtLosing(String why, int questions) {
        AtomicInteger left = new AtomicInteger(questions);
        watch.doubt(why, Terms.of(now).led(() -> left.getAndDecrement() > 0 ? Lead.ENDS : Lead.FOLLOWS));
    }

    Turn following() {
        return watch.turn(Terms.of(now).led(() -> Lead.FOLLOWS));
    }

    Turn dry() {
        return watch.turn(Terms.of(now).dry(true));
    }

    private Forge forge() {
        return Clients.of(
                scene.site().flavour(),
                scene.site().root(),
                scene.site().repository(),
                scene.site().token());
    }

    Optional<CommitStatus> status(String commit) {
        return forge().status(commit, "crossfade/prod");
    }

    /** The newest pull request of a branch. */
    PullRequest request(String branch) {
        return forge().pullRequests(branch).get(0);
    }

    /** What is said in a pull request that begins with Crossfade's mark of evidence. */
    List<String> evidence(String branch) {
        return forge().comments(request(branch)).stream()
                .map(Forge.Comment::text)
                .filter(text -> text.startsWith("<!-- crossfade:evidence -->"))
                .toList();
    }

    int calls() {
        return scene.site().forge().requests().size();
    }

    @Override
    public void close() {
        post.repository().close();
        post.clusters().looks().close();
        post.clusters().cluster().close();
        post.clusters().argo().close();
    }
}

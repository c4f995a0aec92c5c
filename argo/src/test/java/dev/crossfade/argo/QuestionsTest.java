package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.argo.probe.Web;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Which API server each kind of question goes to: what is new must not go to one by chance. */
class QuestionsTest {

    private static final ObjectId ROOT =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod");
    private static final URI ADDRESS = URI.create("http://127.0.0.1:1");

    private static final List<Question<?>> OF_THE_CLUSTER = List.of(
            new Question.Nodes(),
            new Question.Pods(),
            new Question.CiliumNodes(),
            new Question.Endpoints(),
            new Question.Field(ROOT, "{.spec}"),
            new Question.Served("v1"),
            new Question.Mesh(new Question.Goldpinger.InCluster("kube-system", "probe")),
            new Question.AgentMetrics());
    private static final List<Question<?>> OF_A_SEAT = List.of(
            new Question.Named(Seat.ARGO, ROOT),
            new Question.Listed(Seat.ARGO, "argoproj.io/v1alpha1", "Application", ""));
    private static final List<Question<?>> ELSEWHERE =
            List.of(new Question.Prometheus(ADDRESS, "up"), new Question.Http(ADDRESS));

    @Test
    void everyQuestionHasItsPlace() {
        assertThat(OF_THE_CLUSTER.size() + OF_A_SEAT.size() + ELSEWHERE.size())
                .isEqualTo(Question.class.getPermittedSubclasses().length);
        assertThat(OF_THE_CLUSTER)
                .allSatisfy(question -> assertThat(Answers.seat(question)).contains(Seat.CLUSTER));
        assertThat(OF_A_SEAT)
                .allSatisfy(question -> assertThat(Answers.seat(question)).contains(Seat.ARGO));
        assertThat(ELSEWHERE)
                .allSatisfy(question -> assertThat(Answers.seat(question)).isEmpty());
        assertThat(Answers.seat(new Question.Mesh(new Question.Goldpinger.At(ADDRESS))))
                .isEqualTo(Optional.empty());
    }

    @SuppressWarnings("NullAway")
    private static Question<?> nobodys() {
        return null;
    }

    @Test
    void oneThatNobodyKnowsGoesNowhere() {
        assertThatThrownBy(() -> Answers.seat(nobodys()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nobody knows which API server");
    }

    @Test
    void norIsItTakenForAnAnswerThatIsNotUnderstood() {
        try (FakeApiServer server = new FakeApiServer();
                Connections connections = Connections.to(
                        server.config(Reader.ADMIN), FakeClusterTest.QUICK, Clock.systemUTC(), CallListener.NONE)) {
            Answers answers = new Answers(
                    connections,
                    new Web(FakeClusterTest.QUICK, Clock.systemUTC(), ProxySelector.of(null)),
                    ForkJoinPool.commonPool(),
                    new Answers.Listed(connections.cluster()),
                    MistakeListener.NONE);
            assertThatThrownBy(() -> answers.to(nobodys()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("nobody answers");
        }
    }

    @Test
    void norIsItAskedAgainAndAgain() {
        try (FakeApiServer server = new FakeApiServer();
                WatchingObservatory watching = new WatchingObservatory(
                        Connections.to(
                                server.config(Reader.ADMIN),
                                FakeClusterTest.QUICK,
                                Clock.systemUTC(),
                                CallListener.NONE),
                        FakeClusterTest.QUICK,
                        Pace.USUAL,
                        Clock.systemUTC(),
                        ProxySelector.of(null),
                        MistakeListener.NONE)) {
            assertThatThrownBy(() -> watching.watched(nobodys()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("whether to watch or to poll");
        }
    }
}

package dev.crossfade.argo.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.SampleFact;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses of the customer's, and Prometheus among them. */
class WebTest {

    private final Web web = new Web(
            new Limits(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    1,
                    Duration.ZERO,
                    1,
                    Duration.ofSeconds(5),
                    Duration.ZERO),
            Clock.systemUTC(),
            ProxySelector.of(null));
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> asked.add(exchange.getRequestURI().toString()));
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answers(String path, int status, String body, String... header) {
        server.createContext(path, exchange -> {
            asked.add(exchange.getRequestURI().toString());
            if (header.length == 2) {
                exchange.getResponseHeaders().set(header[0], header[1]);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String why(Question.Prometheus question) {
        return catchThrowableOfType(UnreadableException.class, () -> new Prometheus(web).ask(question))
                .why();
    }

    @Test
    void saysWhatAnAddressAnswers() throws UnreadableException {
        answers("/ok", 200, "all well");
        answers("/bad", 500, "no");
        assertThat(web.get(at("/ok")).value()).isEqualTo(new Web.Page(200, "all well", true));
        assertThat(web.get(at("/bad")).value().fact().status()).isEqualTo(500);
    }

    @Test
    void readsNoMoreThan64KiB() throws UnreadableException {
        answers("/big", 200, "x".repeat(100_000));
        Web.Page page = web.get(at("/big")).value();
        assertThat(page.body()).hasSize(64 * 1024);
        assertThat(page.whole()).isFalse();
    }

    @Test
    void followsRedirectsOnTheSameHostAlone() throws UnreadableException {
        answers("/ok", 200, "all well");
        answers("/moved", 302, "", "Location", "/ok");
        answers(
                "/away",
                302,
                "",
                "Location",
                "http://localhost:" + server.getAddress().getPort() + "/ok");
        answers("/round", 302, "", "Location", "/round");
        assertThat(web.get(at("/moved")).value().body()).isEqualTo("all well");
        assertThat(web.get(at("/away")).value().status()).isEqualTo(302);
        assertThat(web.get(at("/round")).value().status()).isEqualTo(302);
        assertThat(asked).containsOnlyOnce("/ok").filteredOn("/round"::equals).hasSize(4);
    }

    @Test
    void doesNotWaitForABodyThatHasNoEnd() {
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(5000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long began = System.nanoTime();
        UnreadableException failure = catchThrowableOfType(
                UnreadableException.class, () -> web.get(URI.create(at("/slow") + "?token=hidden")));
        assertThat(failure.why()).contains("/slow", "in time").doesNotContain("hidden");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void saysThatNobodyListens() {
        server.stop(0);
        assertThat(catchThrowableOfType(UnreadableException.class, () -> web.get(at("/ok")))
                        .why())
                .contains("refused the connection");
        assertThat(catchThrowableOfType(UnreadableException.class, () -> web.get(URI.create("ftp://example.com/a")))
                        .why())
                .contains("no address for HTTP");
    }

    @Test
    void readsAnInstantQuery() throws UnreadableException {
        answers("/prom/api/v1/query", 200, """
                {"status":"success","data":{"resultType":"vector","result":[
                  {"metric":{"job":"kafka"},"value":[1435781451.781,"0.5"]},
                  {"metric":{},"value":[1435781451,"+Inf"]}]}}
                """);
        List<SampleFact> samples = new Prometheus(web)
                .ask(new Question.Prometheus(at("/prom/"), "rate(x{a=\"b\"}[5m])"))
                .value();
        assertThat(samples)
                .containsExactly(
                        new SampleFact(Map.of("job", "kafka"), 0.5, Instant.ofEpochMilli(1435781451781L)),
                        new SampleFact(Map.of(), Double.POSITIVE_INFINITY, Instant.ofEpochSecond(1435781451)));
        assertThat(asked)
                .containsExactly("/prom/api/v1/query?query=rate%28x%7Ba%3D%22b%22%7D%5B5m%5D%29&lookback_delta=120s");
    }

    @Test
    void takesNoErrorWarningOrOtherTypeForSeries() {
        answers("/e/api/v1/query", 400, "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error\"}");
        assertThat(why(new Question.Prometheus(at("/e"), "a("))).contains("bad_data: parse error", "400");
        answers(
                "/w/api/v1/query",
                200,
                "{\"status\":\"success\",\"warnings\":[\"store is away\"],\"data\":{\"resultType\":\"vector\",\"result\":[]}}");
        assertThat(why(new Question.Prometheus(at("/w"), "a"))).contains("store is away");
        answers("/m/api/v1/query", 200, "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[]}}");
        assertThat(why(new Question.Prometheus(at("/m"), "a[5m]"))).contains("matrix");
        answers("/h/api/v1/query", 502, "<html>Bad Gateway</html>");
        assertThat(why(new Question.Prometheus(at("/h"), "a"))).contains("502");
        answers("/b/api/v1/query", 200, "x".repeat(70_000));
        assertThat(why(new Question.Prometheus(at("/b"), "a"))).contains("64 KiB");
    }
}

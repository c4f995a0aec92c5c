package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.PrometheusReader;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.SampleFact;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Asks a Prometheus an instant query. */
public record Prometheus(Web web) {

    /**
     * Each value carries the time of the query, not that of its scrape, so only Prometheus can pass over what is old: within its
     * lookback period, 5 minutes where nobody says otherwise. One that does not know the parameter ignores it.
     *
     * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries">Instant queries</a>
     */
    private static final String FRESH = "&lookback_delta=" + Look.STALE.toSeconds() + "s";

    public Answer<List<SampleFact>> ask(Question.Prometheus question) throws UnreadableException {
        Answer<Web.Page> answer =
                web.get(URI.create(question.server().toString().replaceAll("/+$", "") + "/api/v1/query?query="
                        + URLEncoder.encode(question.query(), StandardCharsets.UTF_8) + FRESH));
        Web.Page page = answer.value();
        if (!page.whole()) {
            throw UnreadableException.because(
                    "Prometheus answers more than 64 KiB to " + question.query() + ": aggregate the query");
        }
        try {
            return new Answer<>(PrometheusReader.read(page.body()), answer.at());
        } catch (IOException e) {
            throw UnreadableException.because(e.getMessage() + " (" + page.status() + " to " + question.query() + ")");
        }
    }
}

package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.HttpFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.SampleFact;
import dev.crossfade.core.spec.Comparison;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Prometheus, an address and a field of an object prove, and what they do not. */
class ExtraRulesTest {

    private static final Instant NOW = Instant.parse("2026-08-01T10:00:00Z");
    private static final Question.Prometheus QUERY =
            new Question.Prometheus(URI.create("https://prometheus.example.com"), "sum by (x) (lag)");
    private static final Question.Http ADDRESS =
            new Question.Http(URI.create("https://shop.example.com/healthz?token=hidden"));
    private static final ObjectId KAFKA = ObjectId.namespaced("kafka.strimzi.io/v1beta2", "Kafka", "kafka", "events");
    private static final String READY = "{.status.conditions[?(@.type==\"Ready\")].status}";
    private static final Question.Field FIELD = new Question.Field(KAFKA, READY);
    private static final Question.Field SINCE =
            new Question.Field(KAFKA, "{.status.conditions[?(@.type==\"Ready\")].lastTransitionTime}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0          | PASSED  | sum by (x) (lag) is 0",
                "0, 0       | PASSED  | all 2 series of sum by (x) (lag) are <= 3",
                "4          | WAITING | sum by (x) (lag) is 4, not <= 3",
                "1, 4.5     | WAITING | 1 of 2 series of sum by (x) (lag) are not <= 3: {x=1} is 4.5",
                "''         | UNKNOWN | Prometheus has no series for sum by (x) (lag)",
                "0, NaN     | UNKNOWN | 1 of 2 series of sum by (x) (lag) have no number (NaN): {x=1} is NaN",
                "NaN, 4     | UNKNOWN | 1 of 2 series of sum by (x) (lag) have no number (NaN): {x=0} is NaN",
            })
    void aSeriesIsAsItMustBe(String values, Verdict verdict, String reason) {
        Judgement judgement = prometheus(samples(values, NOW));

        assertThat(judgement.verdict()).isEqualTo(verdict);
        assertThat(judgement.reason()).isEqualTo(reason);
    }

    @Test
    void anOldValueIsNone() {
        assertThat(prometheus(samples("0", NOW.minusSeconds(120))).verdict()).isEqualTo(Verdict.PASSED);

        Judgement old = prometheus(samples("0", NOW.minusSeconds(121)));

        assertThat(old.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(old.reason()).endsWith("with a value of 2026-08-01T09:57:59Z, older than 2 min");
    }

    @Test
    void whatCannotBeAskedIsUnknown() {
        Look silent = new Look(NOW, Map.of(QUERY, new Reading.Unread<>("no route", NOW)));

        assertThat(rule().judge(silent).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(rule().judge(silent).reason()).isEqualTo("sum by (x) (lag) cannot be read: no route");
        assertThat(new HttpRule(ADDRESS, 200, null).judge(silent).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void anAddressAnswersWithStatusAndText() {
        assertThat(http(200, "all well", null).verdict()).isEqualTo(Verdict.PASSED);
        assertThat(http(200, "all well", "well").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(http(200, "maintenance", "well").reason())
                .isEqualTo("shop.example.com/healthz answers 200 without \"well\"");

        Judgement away = http(503, "well", "well");

        assertThat(away.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(away.reason()).isEqualTo("shop.example.com/healthz answers 503, not 200");
        assertThat(away.evidence().toString()).doesNotContain("hidden");
    }

    @Test
    void aFieldHasItsValueSinceItsConditionSaysSo() {
        Instant since = NOW.minusSeconds(90);

        Judgement ready = field(Optional.of(List.of("True")), Optional.of(List.of(since.toString())));

        assertThat(ready.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(ready.since()).isEqualTo(since);
        assertThat(ready.reason()).isEqualTo("Kafka kafka/events has " + READY + " True");
        assertThat(new FieldRule(FIELD, "True").asks()).containsExactlyInAnyOrder(FIELD, SINCE);
    }

    @Test
    void aFieldWithoutItsValueIsWaitedFor() {
        assertThat(field(Optional.of(List.of("True", "False")), Optional.empty())
                        .verdict())
                .isEqualTo(Verdict.WAITING);
        assertThat(field(Optional.empty(), Optional.empty()).reason()).isEqualTo("Kafka kafka/events answers 404");
        assertThat(field(Optional.of(List.of()), Optional.empty()).verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(field(Optional.of(List.of("True")), Optional.of(List.of("soon")))
                        .since())
                .isNull();
    }

    @Test
    void anotherFieldHasNoTimeOfItsOwn() {
        assertThat(new FieldRule(new Question.Field(KAFKA, ".status.phase"), "Active").asks())
                .hasSize(1);
    }

    private static PrometheusRule rule() {
        return new PrometheusRule(QUERY, new Comparison("<=", 3));
    }

    private static Judgement prometheus(List<SampleFact> samples) {
        return rule().judge(new Look(NOW, Map.of(QUERY, new Reading.Read<>(samples, NOW))));
    }

    private static List<SampleFact> samples(String values, Instant at) {
        List<String> each = values.isEmpty() ? List.of() : List.of(values.split(", ", -1));
        return each.stream()
                .map(value -> new SampleFact(
                        each.size() == 1 ? Map.of() : Map.of("x", String.valueOf(each.indexOf(value))),
                        Double.parseDouble(value),
                        at))
                .toList();
    }

    private static Judgement http(int status, String body, @org.jspecify.annotations.Nullable String contains) {
        return new HttpRule(ADDRESS, 200, contains)
                .judge(new Look(NOW, Map.of(ADDRESS, new Reading.Read<>(new HttpFact(status, body), NOW))));
    }

    private static Judgement field(Optional<List<String>> values, Optional<List<String>> times) {
        return new FieldRule(FIELD, "True")
                .judge(new Look(
                        NOW, Map.of(FIELD, new Reading.Read<>(values, NOW), SINCE, new Reading.Read<>(times, NOW))));
    }
}

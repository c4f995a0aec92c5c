package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a rule said, and what a test expects of it: the verdict, whom it blames, and what it saw. */
record Said(Judgement judgement) {

    Said passes(String... because) {
        return is(Verdict.PASSED, because);
    }

    Said waits(String... because) {
        return is(Verdict.WAITING, because);
    }

    Said fails(String... because) {
        return is(Verdict.FAILED, because);
    }

    /** Where nothing can be told there is nothing to blame but what stood in the way. */
    Said cannotTell(String... because) {
        return is(Verdict.UNKNOWN, because);
    }

    private Said is(Verdict verdict, String... because) {
        assertThat(judgement.verdict()).as(judgement.reason()).isEqualTo(verdict);
        assertThat(judgement.reason())
                .contains(Stream.concat(Stream.of(""), Stream.of(because)).toList());
        return this;
    }

    Said doesNotBlame(String... names) {
        assertThat(judgement.reason()).doesNotContain(names);
        return this;
    }

    Said shows(Object object, String field, Object value) {
        assertThat(judgement.evidence())
                .as(judgement.reason())
                .anySatisfy(each -> assertThat(List.of(each.object(), each.field(), each.value()))
                        .isEqualTo(List.of(String.valueOf(object), field, String.valueOf(value))));
        return this;
    }

    Said since(@Nullable Instant time) {
        assertThat(judgement.since()).as(judgement.reason()).isEqualTo(time);
        return this;
    }

    Said needs(String... words) {
        assertThat(judgement.needs().map(Object::toString))
                .as(judgement.reason())
                .hasValueSatisfying(need -> assertThat(need).contains(words));
        return this;
    }

    Said needsNobody() {
        assertThat(judgement.needs()).as(judgement.reason()).isEmpty();
        return this;
    }

    /** Of a rollout: how much of it is left, since when it goes on, and when it came one further. */
    Said leaves(int count, Instant rollout, @Nullable Instant step) {
        assertThat(judgement.left()).as(judgement.reason()).isEqualTo(new Left(count, rollout, step));
        return this;
    }

    /** That it fails, though not at once. */
    Said tolerated(Duration time) {
        assertThat(judgement.tolerance()).as(judgement.reason()).contains(time);
        return this;
    }
}

package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Several rules that must all hold: the worst of them speaks. */
public record AllRule(List<Rule> rules) implements Rule {

    public AllRule {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a rule of none says nothing");
        }
    }

    public static Rule of(Rule... rules) {
        return new AllRule(List.of(rules));
    }

    public static Rule of(List<? extends Rule> rules) {
        return rules.size() == 1 ? rules.get(0) : new AllRule(List.copyOf(rules));
    }

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>();
        rules.forEach(rule -> asks.addAll(rule.asks()));
        return asks;
    }

    @Override
    public Judgement judge(Look look) {
        List<Judgement> judgements =
                rules.stream().map(rule -> rule.judge(look)).toList();
        Judgement worst = judgements.stream()
                .min(Comparator.comparing(Judgement::verdict))
                .orElseThrow();
        List<Evidence> evidence = new ArrayList<>();
        judgements.stream()
                .filter(each -> each.verdict() == worst.verdict())
                .forEach(each -> evidence.addAll(each.evidence()));
        String reason = String.join(
                "; ",
                judgements.stream()
                        .filter(each -> each.verdict() == worst.verdict())
                        .map(Judgement::reason)
                        .distinct()
                        .toList());
        Judgement all = Judgement.of(worst.verdict(), reason, evidence)
                .since(newest(judgements, Judgement::since))
                .countingFrom(newest(judgements, Judgement::counted))
                .tolerated(tolerated(judgements, worst.verdict()), "")
                .leaving(left(judgements));
        return judgements.stream()
                .filter(each -> each.verdict() == worst.verdict())
                .flatMap(each -> each.needs().stream())
                .findFirst()
                .map(all::needing)
                .orElse(all);
    }

    /** No longer than the one that is tolerated the shortest. */
    private static @Nullable Duration tolerated(List<Judgement> judgements, Verdict worst) {
        return judgements.stream()
                .filter(each -> each.verdict() == worst)
                .map(each -> each.tolerance().orElse(Duration.ZERO))
                .min(Comparator.naturalOrder())
                .filter(time -> !time.isZero())
                .orElse(null);
    }

    /** Of those that count; nothing where one could not see what it would count. */
    private static @Nullable Left left(List<Judgement> judgements) {
        if (judgements.stream().anyMatch(each -> each.verdict() == Verdict.UNKNOWN)) {
            return null;
        }
        return judgements.stream()
                .flatMap(each -> Stream.ofNullable(each.left()))
                .reduce(Left::and)
                .orElse(null);
    }

    private static @Nullable Instant newest(List<Judgement> judgements, Function<Judgement, @Nullable Instant> time) {
        return judgements.stream()
                .flatMap(each -> Stream.ofNullable(time.apply(each)))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}

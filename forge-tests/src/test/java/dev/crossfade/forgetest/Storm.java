package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One proposal by many runs, with something wrong at every few requests, and then in fair weather. */
final class Storm {
    private static final int STORMY = 6;
    private static final int FAIR = 2;
    private static final Pattern CODE = Pattern.compile("\\[([a-z-]+)]");
    private static final List<String> KNOWN =
            Stream.of(ErrorCode.values()).map(ErrorCode::id).toList();

    private final Random random;
    private final Weather weather;
    private final Figures figures;
    private final AtomicInteger requests = new AtomicInteger();
    private Optional<String> theirs = Optional.empty();

    Storm(long seed, Figures figures) {
        this.random = new Random(seed * 7919);
        this.weather = new Weather(new Random(seed), 0.03 + random.nextDouble() * 0.4);
        this.figures = figures;
    }

    /** How often what happened, and what comes of each plot in fair weather. */
    static final class Figures {
        private final Map<String, Integer> counts = new ConcurrentHashMap<>();
        private final Map<String, EndState> undisturbed = new ConcurrentHashMap<>();

        void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        EndState undisturbed(Plot plot, Flavour flavour, Function<String, EndState> play) {
            return undisturbed.computeIfAbsent(plot + "-" + flavour, play);
        }

        String text() {
            return counts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(count -> count.getKey() + " " + count.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    void rage(Path folder) {
        Plot plot = Plot.values()[random.nextInt(Plot.values().length)];
        Flavour flavour = Flavour.values()[random.nextInt(Flavour.values().length)];
        EndState wanted = figures.undisturbed(plot, flavour, name -> fair(plot, flavour, folder.resolve(name)));
        try (Scene scene = plot.set(flavour, folder.resolve("storm"))) {
            int before = scene.site().pages().size();
            String branch = plot.branch();
            // some come before there is a branch, or after all is over: a person's commit is in a third of all storms
            int visit = random.nextInt(5) < 3 ? 3 + random.nextInt(20) : -1;
            scene.customer().patience(2);
            scene.site().forge().faults().always(request -> befall(scene, branch, visit, request));
            int runs = 1 + random.nextInt(STORMY);
            for (int i = 0; i < runs; i++) {
                Customer.Said said = run(scene, plot, Duration.ofSeconds(2));
                judge(scene, said);
                requireNoDamage(scene, branch, before);
            }
            scene.site().forge().faults().clear();
            scene.customer().patience(60);
            clear(scene, plot, branch, before, wanted);
            scene.requireNoSecret();
        }
    }

    private static EndState fair(Plot plot, Flavour flavour, Path folder) {
        try (Scene scene = plot.set(flavour, folder)) {
            Scene.good(scene.crossfade(plot.line()));
            return EndState.of(scene);
        }
    }

    private Optional<Fault> befall(Scene scene, String branch, int visit, Seen request) {
        synchronized (this) {
            if (requests.incrementAndGet() >= visit && visit > 0 && theirs.isEmpty()) {
                theirs = scene.people().commit("jo", branch, "by hand");
                theirs.ifPresent(commit -> figures.count("person's commit"));
            }
        }
        Optional<Fault> fault = weather.next(request);
        fault.ifPresent(found -> figures.count(
                "fault " + found.kind() + (found.kind() == Fault.Kind.ANSWERED ? " " + found.status() : "")));
        return fault;
    }

    private Customer.Said run(Scene scene, Plot plot, Duration answer) {
        figures.count("run");
        return scene.heard(scene.customer()
                .crossfade(Map.of("CROSSFADE_TOKEN", scene.site().token()), weather.pace(answer), plot.line()));
    }

    private void judge(Scene scene, Customer.Said said) {
        assertThat(said.all()).doesNotContain(scene.site().token());
        if (said.code() == 0) {
            figures.count("code none");
            return;
        }
        assertThat(said.code()).as(said.all()).isEqualTo(1);
        List<String> codes = codes(said);
        assertThat(codes).as(said.all()).isNotEmpty().isSubsetOf(KNOWN).doesNotContain("internal");
        codes.forEach(code -> figures.count("code " + code));
    }

    private static List<String> codes(Customer.Said said) {
        List<String> codes = new ArrayList<>();
        Matcher found = CODE.matcher(said.err());
        while (found.find()) {
            codes.add(found.group(1));
        }
        return codes;
    }

    private synchronized void requireNoDamage(Scene scene, String branch, int before) {
        List<People.Page> pages = scene.site().pages();
        assertThat(pages.size()).as("pull requests").isLessThanOrEqualTo(before + 1);
        assertThat(pages.stream().filter(page -> page.state().equals("OPEN")).map(People.Page::branch))
                .doesNotHaveDuplicates();
        theirs.ifPresent(commit -> assertThat(scene.people().tip(branch)).contains(commit));
    }

    private void clear(Scene scene, Plot plot, String branch, int before, EndState wanted) {
        Customer.Said last = run(scene, plot, Duration.ofSeconds(60));
        for (int i = 1; i < FAIR && last.code() != 0; i++) {
            last = run(scene, plot, Duration.ofSeconds(60));
        }
        requireNoDamage(scene, branch, before);
        if (theirs.isPresent()) {
            Scene.refused(last, "migration-held", theirs.get().substring(0, 10));
            figures.count("end held");
        } else {
            Scene.good(last);
            assertThat(wanted.differences(EndState.of(scene))).isEmpty();
            figures.count("end as undisturbed");
        }
    }
}

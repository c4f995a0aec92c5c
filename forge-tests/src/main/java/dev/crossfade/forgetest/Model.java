package dev.crossfade.forgetest;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One repository on a forge: everything that the three dialects speak of. Whoever uses it holds its lock. */
final class Model {
    final Flavour flavour;
    final String repository;
    final Branches branches;
    final Clock clock;
    final List<Pull> pulls = new ArrayList<>();
    final List<Status> statuses = new ArrayList<>();
    final Map<String, Long> users = new LinkedHashMap<>();
    final Map<String, Long> teams = new LinkedHashMap<>();
    final Map<String, Long> labels = new TreeMap<>();
    final Map<String, Long> ownersLabels = new TreeMap<>();
    final Map<String, Access> tokens = new HashMap<>();
    final Set<String> guarded = new TreeSet<>();
    final Set<String> mustBeUpToDate = new TreeSet<>();
    final Map<String, Integer> lags = new HashMap<>();
    final Set<MergeStyle> allowed = EnumSet.allOf(MergeStyle.class);
    int checks;
    int lag;
    private long id = 100;

    /** A word about a commit. */
    record Status(
            long id, String commit, String context, String state, String description, String creator, String when) {}

    Model(Flavour flavour, String repository, Branches branches, Clock clock) {
        this.flavour = flavour;
        this.repository = repository;
        this.branches = branches;
        this.clock = clock;
    }

    long nextId() {
        return ++id;
    }

    String owner() {
        return repository.substring(0, repository.lastIndexOf('/'));
    }

    String name() {
        return repository.substring(repository.lastIndexOf('/') + 1);
    }

    long user(String login) {
        return users.computeIfAbsent(login, name -> nextId());
    }

    Optional<Pull> pull(long number) {
        return pulls.stream().filter(pull -> pull.number == number).findFirst();
    }

    Stream<Pull> newestFirst() {
        return pulls.stream()
                .sorted(Comparator.comparingLong((Pull pull) -> pull.number).reversed());
    }

    Optional<Pull> openFor(String branch, String base) {
        return pulls.stream()
                .filter(pull -> pull.isOpen() && !pull.fromFork && pull.branch.equals(branch) && pull.base.equals(base))
                .findFirst();
    }

    Pull open(Pull.Opening opening, String author) {
        user(author);
        Pull pull = new Pull(pulls.size() + 1L, opening, author, clock.instant());
        pull.checks = checks;
        pulls.add(pull);
        return pull;
    }

    /** How many a commit has had in a context. */
    long statuses(String commit, String context) {
        return statuses.stream()
                .filter(status ->
                        status.commit().equals(commit) && status.context().equals(context))
                .count();
    }

    /** The newest word of each context, newest first. */
    List<Status> newest(String commit) {
        Map<String, Status> newest = new LinkedHashMap<>();
        for (int i = statuses.size() - 1; i >= 0; i--) {
            Status status = statuses.get(i);
            if (status.commit().equals(commit)) {
                newest.putIfAbsent(status.context(), status);
            }
        }
        return List.copyOf(newest.values());
    }

    boolean isOutdated(Pull pull) {
        return mustBeUpToDate.contains(pull.base)
                && branches.tip(pull.base)
                        .filter(tip -> !branches.holds(pull.head, tip))
                        .isPresent();
    }

    /** Moves heads along with their branches, and closes what lost its branch or went into its base by a push. */
    void afterPush(String who) {
        for (Pull pull : pulls) {
            if (!pull.isOpen() || pull.fromFork) {
                continue;
            }
            Optional<String> tip = branches.tip(pull.branch);
            if (tip.isPresent()) {
                pull.head = tip.get();
                absorb(pull, who);
            } else if (flavour != Flavour.GITLAB) {
                pull.close(who, clock.instant());
            }
        }
    }

    private void absorb(Pull pull, String who) {
        Optional<String> base = branches.tip(pull.base);
        if (flavour != Flavour.GITEA
                && base.filter(tip -> branches.holds(tip, pull.head)).isPresent()) {
            merged(pull, base.get(), who);
        }
    }

    void merged(Pull pull, String commit, String who) {
        pull.close(who, clock.instant());
        pull.state = Pull.State.MERGED;
        pull.mergeCommit = commit;
    }

    /** @return false where the changes conflict or the style does not fit */
    boolean merge(Pull pull, MergeStyle style, String message, String who) {
        String base = branches.tip(pull.base).orElseThrow();
        Optional<String> tip = new TrueMerge(branches, who, clock.instant()).of(base, pull.head, style, message);
        tip.ifPresent(commit -> {
            pull.baseHead = base;
            branches.move(pull.base, commit);
            merged(pull, commit, who);
        });
        return tip.isPresent();
    }
}

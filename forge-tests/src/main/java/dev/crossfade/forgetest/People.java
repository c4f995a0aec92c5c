package dev.crossfade.forgetest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What people do on the forge's own pages, whatever its flavour. */
public final class People {
    private final Model model;

    People(Model model) {
        this.model = model;
    }

    /** A pull request as its page shows it. */
    public record Page(
            long number,
            String branch,
            String base,
            String head,
            String state,
            boolean draft,
            String title,
            String text,
            Set<String> labels,
            Set<String> reviewers,
            List<String> comments) {}

    /** All pull requests, oldest first. */
    public List<Page> pages() {
        synchronized (model) {
            return model.pulls.stream().map(People::page).toList();
        }
    }

    private static Page page(Pull pull) {
        Set<String> asked = new TreeSet<>(pull.reviewers);
        asked.addAll(pull.teams);
        return new Page(
                pull.number,
                pull.branch,
                pull.base,
                pull.head,
                pull.state.name(),
                pull.draft,
                pull.title,
                pull.text,
                Set.copyOf(pull.labels),
                Set.copyOf(asked),
                pull.remarks.stream().map(remark -> remark.text).toList());
    }

    /** Opens a pull request for a branch that was pushed. */
    public long open(String login, String branch, String base, String title, String text) {
        synchronized (model) {
            return model.open(opening(branch, base, title, text, false), login).number;
        }
    }

    /** Opens one from a fork whose branch has the same name. */
    public long openFromFork(String login, String branch, String base) {
        synchronized (model) {
            return model.open(opening(branch, base, "from a fork", "", true), login).number;
        }
    }

    private Pull.Opening opening(String branch, String base, String title, String text, boolean fromFork) {
        String baseHead = model.branches.tip(base).orElseThrow();
        String head = model.branches.tip(branch).orElse(baseHead);
        return new Pull.Opening(branch, base, head, baseHead, title, text, false, fromFork);
    }

    public void close(String login, long number) {
        synchronized (model) {
            model.user(login);
            pull(number).close(login, model.clock.instant());
        }
    }

    public void reopen(long number) {
        synchronized (model) {
            Pull pull = pull(number);
            pull.state = Pull.State.OPEN;
            pull.closed = null;
            pull.closedBy = null;
            model.branches.tip(pull.branch).ifPresent(tip -> pull.head = tip);
        }
    }

    /** Merges with the message that a person wrote. */
    public void merge(String login, long number, MergeStyle style, String message) {
        synchronized (model) {
            model.user(login);
            if (!model.merge(pull(number), style, message, login)) {
                throw new IllegalStateException(number + " conflicts with its base");
            }
        }
    }

    public void label(long number, String label) {
        synchronized (model) {
            model.labels.computeIfAbsent(label, name -> model.nextId());
            pull(number).labels.add(label);
        }
    }

    public void unlabel(long number, String label) {
        synchronized (model) {
            pull(number).labels.remove(label);
        }
    }

    public void comment(String login, long number, String text) {
        synchronized (model) {
            model.user(login);
            pull(number).remarks.add(new Pull.Remark(model.nextId(), login, model.clock.instant(), text));
        }
    }

    public void edit(long number, String title, String text) {
        synchronized (model) {
            pull(number).title = title;
            pull(number).text = text;
        }
    }

    /** Puts a commit that changes nothing on top of a branch, where the branch is there. */
    public Optional<String> commit(String login, String branch, String message) {
        synchronized (model) {
            Optional<String> commit = model.branches
                    .tip(branch)
                    .map(tip -> new TrueMerge(model.branches, login, model.clock.instant()).empty(tip, message));
            commit.ifPresent(id -> {
                model.branches.move(branch, id);
                model.afterPush(login);
            });
            return commit;
        }
    }

    /** Points a pull request at another base. */
    public void retarget(long number, String base) {
        synchronized (model) {
            pull(number).base = base;
        }
    }

    /** Makes a branch where another one stands. */
    public void branch(String name, String from) {
        synchronized (model) {
            model.branches.move(name, model.branches.tip(from).orElseThrow());
        }
    }

    public void deleteBranch(String login, String branch) {
        synchronized (model) {
            model.branches.move(branch, null);
            model.afterPush(login);
        }
    }

    public Optional<String> tip(String branch) {
        return model.branches.tip(branch);
    }

    /** The newest status of a commit in a context, as {@code success: all gates hold}. */
    public Optional<String> status(String commit, String context) {
        synchronized (model) {
            return model.newest(commit).stream()
                    .filter(status -> status.context().equals(context))
                    .map(status -> status.state() + ": " + status.description())
                    .findFirst();
        }
    }

    /** Sets a status again and again, until the commit has had so many in this context. */
    public void statuses(String login, String commit, String context, long count) {
        synchronized (model) {
            while (model.statuses(commit, context) < count) {
                model.statuses.add(new Model.Status(
                        model.nextId(),
                        commit,
                        context,
                        "pending",
                        "looking",
                        login,
                        Rest.time(model.clock.instant())));
            }
        }
    }

    private Pull pull(long number) {
        return model.pull(number).orElseThrow();
    }
}

package dev.crossfade.scm.forge;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds pull requests of a repository by their labels, through "Search for issues across the repositories": it takes any label of
 * the name, be it the organisation's or one of two of the repository's, where the repository's own list wants all of them and
 * does not know the organisation's (models/issues/label.go, GetLabelIDsByNames and GetLabelIDsInRepoByNames).
 */
final class GiteaSearch {
    private static final int PAGE = 50;

    private final ForgeHttp http;
    private final String path;
    private final String repository;

    GiteaSearch(ForgeHttp http, String path, String repository) {
        this.http = http;
        this.path = path;
        this.repository = repository;
    }

    /** The numbers of those that carry it. */
    List<Long> labelled(String label) {
        String name = repository;
        Answer first = page(name, label, 1);
        if (first.status() == 400) {
            // an owner that was renamed is not found here, but where the repository is read
            name = name();
            first = page(name, label, 1);
        }
        List<Entry> carrying = carrying(label, name, http.refusals().good(first));
        String configured = name;
        boolean elsewhere = carrying.stream().anyMatch(entry -> !isIn(configured, entry));
        String now = elsewhere ? name() : name;
        return carrying.stream()
                .filter(entry -> isIn(now, entry))
                .map(entry -> entry.number("number"))
                .toList();
    }

    /** A label that nobody knows is no filter at all: then the first page has none that carries it, and the others are not read. */
    private List<Entry> carrying(String label, String name, Answer first) {
        List<Entry> carrying = new ArrayList<>();
        Answer page = first;
        long left = total(first);
        for (int number = 2; ; number++) {
            List<Entry> entries = page.entries();
            List<Entry> some = entries.stream()
                    .filter(entry -> GitHubStyleForge.labels(entry).contains(label))
                    .toList();
            carrying.addAll(some);
            left -= entries.size();
            if (some.isEmpty() || left <= 0) {
                return carrying;
            }
            page = http.refusals().good(page(name, label, number));
        }
    }

    /** There are no links to further pages. */
    private long total(Answer page) {
        String total = page.header("X-Total-Count").strip();
        if (!total.matches("\\d{1,9}")) {
            throw http.refusals().unreadable(page, "it has no proper X-Total-Count");
        }
        return Long.parseLong(total);
    }

    private Answer page(String name, String label, int number) {
        return http.exchange(Call.get(new Query("/repos/issues/search")
                .with("type", "pulls")
                .with("state", "all")
                .with("labels", label)
                .with("owner", GitHubStyleForge.owner(name))
                .with("limit", Integer.toString(PAGE))
                .with("page", Integer.toString(number))
                .path()));
    }

    private static boolean isIn(String repository, Entry entry) {
        return entry.text("repository", "full_name").equalsIgnoreCase(repository);
    }

    private String name() {
        return http.get(path).entry().text("full_name");
    }
}

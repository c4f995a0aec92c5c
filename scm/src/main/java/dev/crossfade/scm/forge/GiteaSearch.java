package dev.crossfade.scm.forge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds pull requests of a repository by their labels, through "Search for issues across the repositories": it takes any label of
 * the name, be it the organisation's or one of two of the repository's, where the repository's own list wants all of them and
 * does not know the organisation's (models/issues/label.go, GetLabelIDsByNames and GetLabelIDsInRepoByNames).
 */
final class GiteaSearch {
    private static final String PAGE = "50";

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
        Answer first = search(name, label);
        if (first.status() == 400) {
            // an owner that was renamed is not found here, but where the repository is read
            name = name();
            first = search(name, label);
        }
        List<Entry> carrying = carrying(label, http.refusals().good(first));
        String configured = name;
        boolean elsewhere = carrying.stream().anyMatch(entry -> !isIn(configured, entry));
        String now = elsewhere ? name() : name;
        return carrying.stream()
                .filter(entry -> isIn(now, entry))
                .map(entry -> entry.number("number"))
                .toList();
    }

    /** A label that nobody knows is no filter at all: then the first page has none that carries it, and the others are not read. */
    private List<Entry> carrying(String label, Answer first) {
        List<Entry> carrying = new ArrayList<>();
        Optional<Answer> page = Optional.of(first);
        while (page.isPresent()) {
            List<Entry> some = page.get().entries().stream()
                    .filter(entry -> GitHubStyleForge.labels(entry).contains(label))
                    .toList();
            carrying.addAll(some);
            page = some.isEmpty() ? Optional.empty() : http.after(page.get()).map(http::get);
        }
        return carrying;
    }

    private Answer search(String name, String label) {
        return http.exchange(Call.get(new Query("/repos/issues/search")
                .with("type", "pulls")
                .with("state", "all")
                .with("labels", label)
                .with("owner", GitHubStyleForge.owner(name))
                .with("limit", PAGE)
                .path()));
    }

    private static boolean isIn(String repository, Entry entry) {
        return entry.text("repository", "full_name").equalsIgnoreCase(repository);
    }

    private String name() {
        return http.get(path).entry().text("full_name");
    }
}

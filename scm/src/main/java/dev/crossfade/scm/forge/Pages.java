package dev.crossfade.scm.forge;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the next page of a list: in the Link header (RFC 8288; all three forges send it), else by GitLab's X-Next-Page, which
 * stays where a list is too long for links (docs.gitlab.com, "REST API pagination").
 */
final class Pages {
    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;(?:[^,<]*;)?\\s*rel=\"?next\"?");
    private static final Pattern PAGE = Pattern.compile("([?&]page=)\\d+");

    private Pages() {}

    /** The path of the page after this one, below the API's root. */
    static Optional<String> after(Answer page, ApiRoot root) {
        Matcher link = NEXT.matcher(String.join(", ", page.headers().allValues("Link")));
        if (link.find()) {
            // forges behind a proxy may call themselves by another host or path than the one that works from here
            String address = link.group(1);
            return Optional.of(
                    root.path(address).orElseGet(() -> queried(page.call().path(), address)));
        }
        String number = page.header("X-Next-Page").strip();
        return number.matches("\\d+") ? Optional.of(numbered(page.call().path(), number)) : Optional.empty();
    }

    private static String queried(String path, String address) {
        String query = address.contains("?") ? address.substring(address.indexOf('?')) : "";
        return path.replaceFirst("\\?.*$", "") + query;
    }

    private static String numbered(String path, String page) {
        Matcher before = PAGE.matcher(path);
        return before.find()
                ? before.replaceFirst("$1" + page)
                : path + (path.contains("?") ? "&" : "?") + "page=" + page;
    }
}

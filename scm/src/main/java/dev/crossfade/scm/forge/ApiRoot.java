package dev.crossfade.scm.forge;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a forge's API begins, and where one repository stands in it.
 *
 * @param api the API's root, without a slash at its end
 * @param repositoryPath the repository below that root
 * @param nameField the field of the repository that holds its full name
 */
record ApiRoot(URI api, String repositoryPath, String nameField) {

    URI resolve(String path) {
        return URI.create(api + path);
    }

    /** The path below the root that a link names, whatever it calls the host. */
    Optional<String> path(String link) {
        String address = link.replaceFirst("^https?://[^/]*", "");
        String below = api.getRawPath();
        return address.startsWith(below + "/") ? Optional.of(address.substring(below.length())) : Optional.empty();
    }

    /** Where a redirect leads, as long as it stays within the API: every other one is a login, or would show the token to somebody else. */
    Optional<URI> target(URI from, String location) {
        try {
            URI target = from.resolve(location);
            boolean same = Objects.equals(target.getScheme(), from.getScheme())
                    && Objects.equals(target.getHost(), from.getHost())
                    && target.getPort() == from.getPort();
            boolean inside = Objects.requireNonNullElse(target.getRawPath(), "").startsWith(api.getRawPath() + "/");
            return same && inside && !location.isBlank() ? Optional.of(target) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

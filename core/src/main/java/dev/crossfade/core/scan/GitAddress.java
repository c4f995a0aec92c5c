package dev.crossfade.core.scan;

/** A repository by its address, of which it may have several: by ssh and by https, with .git and without, a mirror's. */
public final class GitAddress {

    private GitAddress() {}

    /** What all addresses of one repository have in common. */
    public static String path(String address) {
        String path = address.replaceFirst("^[a-z+]+://", "")
                .replaceFirst("\\.git/?$", "")
                .replaceFirst("/+$", "");
        return path.replaceFirst("^[^/:]*[/:]", "");
    }
}

package dev.crossfade.core.phase;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Fits names into what Kubernetes takes as a label's value or a container's name: 63 characters at most. */
final class Labels {

    /** Characters of a hash in a name. */
    static final int HASH = 8;

    static final int LONGEST = 63;

    /** What stands before a workload's name in a container's name, at most. */
    private static final int PREFIX = "annotate-".length();

    private Labels() {}

    /** The text, or its beginning with a hash of the whole where it is too long. */
    static String fit(String text, int longest) {
        return text.length() <= longest
                ? text
                : text.substring(0, longest - HASH - 1).replaceAll("-+$", "") + "-" + hash(text);
    }

    /** Names of objects as parts of container names, no two alike: no dots, and numbered where a name comes again. */
    static List<String> unique(List<String> names) {
        List<String> labels = new ArrayList<>();
        for (String name : names) {
            String plain = fit(name.replace('.', '-'), LONGEST - PREFIX - "-99".length());
            String label = plain;
            for (int i = 2; labels.contains(label); i++) {
                label = plain + "-" + i;
            }
            labels.add(label);
        }
        return labels;
    }

    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

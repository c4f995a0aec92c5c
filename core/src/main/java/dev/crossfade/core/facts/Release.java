package dev.crossfade.core.facts;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A minor release such as 1.18 or 3.25; a patch level behind it does not count. */
public record Release(int major, int minor) implements Comparable<Release> {

    private static final Pattern FORM = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
    private static final Comparator<Release> ORDER =
            Comparator.comparingInt(Release::major).thenComparingInt(Release::minor);

    public static Release of(String version) {
        Matcher form = FORM.matcher(version);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a release: '" + version + "'");
        }
        return new Release(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    @Override
    public int compareTo(Release other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}

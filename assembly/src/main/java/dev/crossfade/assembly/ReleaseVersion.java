package dev.crossfade.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of Crossfade that the build wrote. */
public final class ReleaseVersion {

    private ReleaseVersion() {}

    public static String text() {
        Properties properties = new Properties();
        try (InputStream in = ReleaseVersion.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing from the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties", e);
        }
        return properties.getProperty("version");
    }
}

package dev.crossfade.core.scan;

import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A migration that the repository holds.
 *
 * @param spec nothing where the file has blockers of its own
 */
public record OtherMigration(String file, Optional<MigrationSpec> spec) {

    private static final Pattern API =
            Pattern.compile("apiVersion[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?crossfade\\.dev/");
    private static final Pattern KIND = Pattern.compile("kind[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?Migration\\b");

    static Optional<OtherMigration> of(String file, String text) {
        return text.contains("crossfade.dev/")
                        && API.matcher(text).find()
                        && KIND.matcher(text).find()
                ? Optional.of(
                        new OtherMigration(file, SpecReader.read(file, text).spec()))
                : Optional.empty();
    }
}

package dev.crossfade.scm;

import static dev.crossfade.scm.TestRepository.CROSSFADE;
import static dev.crossfade.scm.TestRepository.PLAN;
import static dev.crossfade.scm.TestRepository.draft;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {
    @TempDir
    Path folder;

    private final SystemReader reader = SystemReader.getInstance();
    private final TimeZone zone = TimeZone.getDefault();
    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        SystemReader.setInstance(reader);
        TimeZone.setDefault(zone);
        Locale.setDefault(locale);
    }

    @Test
    void sameInputGivesSameIdsOnEveryMachine() throws Exception {
        List<String> here = write("here");
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        SystemReader.setInstance(new Person(folder, """
                [user]
                    name = Somebody Else
                    email = else@example.com
                    signingkey = ABCD
                [commit]
                    gpgsign = true
                [core]
                    autocrlf = true
                    eol = crlf
                    filemode = false
                [i18n]
                    commitEncoding = ISO-8859-1
                """));
        assertThat(write("there")).isEqualTo(here);
        Locale.setDefault(Locale.forLanguageTag("tr"));
        assertThat(write("elsewhere")).isEqualTo(here);
    }

    @Test
    void aBrokenConfigurationOfThePersonDoesNotMatter() throws Exception {
        List<String> here = write("here");
        SystemReader.setInstance(new Person(folder, "[user\nname"));
        assertThat(write("there")).isEqualTo(here);
    }

    @Test
    void nothingIsWrittenIntoThePersonsHome() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        SystemReader.setInstance(new Person(home, ""));
        var before = TestRepository.disk(home);
        write("here");
        assertThat(TestRepository.disk(home)).isEqualTo(before);
    }

    @Test
    void theClockOfTheFileSystemIsNotMeasured() throws Exception {
        write("here");
        assertThat(FS.FileStoreAttributes.get(folder.resolve("here/.git")).getFsTimestampResolution())
                .as("what JGit assumes without three seconds of probe files")
                .isEqualTo(FS.FileStoreAttributes.FALLBACK_TIMESTAMP_RESOLUTION);
    }

    private List<String> write(String name) throws Exception {
        try (TestRepository person = TestRepository.create(folder.resolve(name));
                LocalRepository repository = LocalRepository.open(person.root)) {
            return repository.write(
                    repository.base("main"),
                    PLAN,
                    CROSSFADE,
                    List.of(draft(1, "I/i.yaml", "größer\n", "crlf.yaml", "a\r\n"), draft(2, "I/i.yaml", null)));
        }
    }

    /** Somebody whose home holds a .gitconfig, and whose clock is off. */
    static final class Person extends SystemReader.Delegate {
        private final Path home;

        Person(Path home, String config) throws Exception {
            super(SystemReader.getInstance());
            this.home = home;
            Files.writeString(home.resolve(".gitconfig"), config);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS fs) {
            return new FileBasedConfig(parent, home.resolve(".gitconfig").toFile(), fs);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS fs) {
            return new FileBasedConfig(parent, home.resolve("jgit-config").toFile(), fs);
        }

        @Override
        public Instant now() {
            return Instant.parse("2001-02-03T04:05:06Z");
        }
    }
}

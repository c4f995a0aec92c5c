package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of code or documentation is longer than somebody reads in one go. */
class FileLengthTest {

    private static final int LINES = 400;
    private static final int METHOD_LINES = 40;

    /** At an indentation that the formatter gives: members of a type, or of one in it. */
    private static final Pattern METHOD = Pattern.compile(
            "(?m)^( {4}| {8})(?![ )}/*@])(?!.*\\b(?:class|record|interface|enum)\\b).*\\(.*(?:\\n\\1 .*|\\n)*?\\n\\1}$");

    @Test
    void noFileIsLongerThanTheHouseAllows() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(300);
        for (Path file : files) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LINES);
        }
    }

    @Test
    void noMethodIsLongerThanTheHouseAllows() throws IOException {
        int seen = 0;
        for (Path file : files()) {
            if (file.toString().endsWith(".java")) {
                for (String method : methods(Files.readString(file))) {
                    seen++;
                    assertThat(method.lines().count())
                            .as("%s: %s", file, method.lines().findFirst().orElse(""))
                            .isLessThanOrEqualTo(METHOD_LINES);
                }
            }
        }
        assertThat(seen).isGreaterThan(2500);
        String longest =
                "class A {\n    void a(\n            int b) {\n" + "        b();\n".repeat(METHOD_LINES) + "    }\n}\n";
        assertThat(methods(longest))
                .singleElement()
                .satisfies(method -> assertThat(method.lines()).hasSizeGreaterThan(METHOD_LINES));
    }

    private static List<String> methods(String text) {
        return METHOD.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Story.root())) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            isOurs(Story.root().relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static boolean isOurs(String path) {
        return !path.contains("target/")
                && ((path.contains("src/") && path.endsWith(".java")) || path.matches("docs/.*\\.md"));
    }
}

package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Markdown as forges do, as far as it takes to see that nobody else's text means anything in it. */
final class InertMarkdown {

    private static final Pattern FENCED = Pattern.compile("(?m)^( *`{3,})[a-z]*\\n(?s:.*?)\\n\\1$");
    private static final Pattern SPAN = Pattern.compile("(?<!`)(`+)(?!`)(.+?)(?<!`)\\1(?!`)");
    private static final Pattern LINK =
            Pattern.compile("\\[[a-z-]+#[0-9]+]\\(https://github\\.com/[a-z/-]+/issues/[0-9]+\\)");

    private InertMarkdown() {}

    /** The text with code, own links and own keys taken out. */
    static String bare(String text) {
        String keys = text.replaceAll("(?m)^<!-- crossfade:[a-z0-9./ -]+ -->$", "");
        String open = FENCED.matcher(keys).replaceAll("CODE");
        return LINK.matcher(SPAN.matcher(open).replaceAll("CODE")).replaceAll("LINK");
    }

    static void check(String text) {
        assertThat(Pattern.compile("<!-- crossfade:").matcher(text).results())
                .hasSize(text.contains("<!-- crossfade:attached ") ? 3 : 2);
        String bare = bare(text).replace("> [!CAUTION]", "");
        assertThat(bare)
                .doesNotContain("<", "@", "](", "![", "`", "://", "\\(", "$(")
                .doesNotContainPattern("#[0-9]")
                .doesNotContainPattern("(?m)^(#{1,6} )?#{1,2} ")
                .doesNotContainPattern("\\p{Cf}");
        tables(bare);
    }

    /** Each row has the cells of its head, and a head has rows. */
    private static void tables(String bare) {
        List<List<String>> tables = new ArrayList<>();
        boolean inside = false;
        for (String line : bare.split("\n", -1)) {
            boolean row = line.startsWith("|");
            if (row && !inside) {
                tables.add(new ArrayList<>());
            }
            if (row) {
                tables.get(tables.size() - 1).add(line);
            }
            inside = row;
        }
        for (List<String> table : tables) {
            assertThat(table).as("rows").hasSizeGreaterThan(2);
            assertThat(table.get(1)).matches("\\|(---\\|)+");
            assertThat(table).allSatisfy(row -> {
                assertThat(row).endsWith("|");
                assertThat(cells(row)).as(row).isEqualTo(cells(table.get(0)));
            });
        }
    }

    private static long cells(String row) {
        Matcher bars = Pattern.compile("(?<!\\\\)\\|").matcher(row);
        return bars.results().count();
    }
}

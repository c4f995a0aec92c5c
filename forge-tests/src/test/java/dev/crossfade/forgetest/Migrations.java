package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A whole migration through pull requests, with other people at work on the base branch in between. */
final class Migrations {
    private static final Pattern ADDRESS = Pattern.compile("(?m)^  (https?://\\S+/(\\d+))$");
    private static final int LONGEST = 40;

    private Migrations() {}

    /** @return the pull requests by their phases, in order */
    static Map<String, Long> play(Site site, String example, MergeStyle style, Path folder) {
        Map<String, Long> phases = new LinkedHashMap<>();
        try (Customer customer = Customer.of(site, example, folder)) {
            assertThat(customer.crossfade("generate").code()).isZero();
            Map<String, String> planned = customer.files("crossfade/prod/plan");
            for (int i = 1; i < LONGEST; i++) {
                Customer.Said said = customer.crossfade("propose");
                assertThat(said.code()).as(said.all()).isZero();
                if (said.out().startsWith("Every phase is merged")) {
                    break;
                }
                Matcher address = ADDRESS.matcher(said.out());
                assertThat(address.find()).as(said.out()).isTrue();
                long number = Long.parseLong(address.group(2));
                phases.put(branch(said.out()), number);
                String note = "notes/day-" + i + ".txt";
                customer.push("main", note, "others work, too\n");
                planned.put(note, "others work, too\n");
                Customer.Said again = customer.crossfade("propose");
                assertThat(again.out()).as(again.all()).contains("All of it was there already.");
                site.merge(number, style);
            }
            customer.fetch();
            assertThat(new TreeMap<>(customer.files("refs/seen/main"))).isEqualTo(planned);
            assertThat(customer.branches())
                    .as("merged branches are cleared away")
                    .contains("main")
                    .hasSizeLessThan(3);
        }
        return phases;
    }

    private static String branch(String out) {
        Matcher branch =
                Pattern.compile("(?m)^  branch crossfade/prod/(\\S+) at ").matcher(out);
        assertThat(branch.find()).as(out).isTrue();
        return branch.group(1);
    }
}

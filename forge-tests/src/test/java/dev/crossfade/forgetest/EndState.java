package dev.crossfade.forgetest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that a forge shows of a migration, but for what differs from one forge to the next: addresses and digests. */
record EndState(Map<String, String> branches, List<String> requests) {

    static EndState of(Scene scene) {
        String address = scene.site().root().toString();
        Map<String, String> branches = new TreeMap<>();
        for (String branch : scene.customer().branches()) {
            String tip = scene.customer().tip(branch);
            int above = scene.customer().commits().above(scene.customer().tip("main"), tip);
            branches.put(
                    branch,
                    above + " above main: " + plain(scene.customer().files(tip).toString(), address));
        }
        List<String> requests = new ArrayList<>();
        for (People.Page page : scene.site().pages()) {
            String tip = scene.people().tip(page.branch()).orElse("");
            requests.add(String.join(
                    "\n",
                    page.number() + " " + page.state() + " " + page.draft() + " " + page.branch() + " into "
                            + page.base(),
                    page.state().equals("OPEN") && !page.head().equals(tip) ? "behind its branch" : "",
                    page.title(),
                    new TreeSet<>(page.labels()) + " " + new TreeSet<>(page.reviewers()),
                    plain(page.text(), address),
                    plain(page.comments().toString(), address),
                    page.state().equals("OPEN")
                            ? scene.people()
                                    .status(page.head(), "crossfade/prod")
                                    .orElse("no status")
                            : ""));
        }
        return new EndState(branches, requests);
    }

    private static String plain(String text, String address) {
        return text.replace(address, "ADDRESS").replaceAll("\\b[0-9a-f]{10,}\\b", "HEX");
    }
}

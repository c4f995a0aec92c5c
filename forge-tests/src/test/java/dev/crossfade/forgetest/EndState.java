package dev.crossfade.forgetest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All that a forge shows of a migration, by what it is, but for what differs from one forge to the next: addresses and digests. */
record EndState(Map<String, String> facts) {
    private static final int SHOWN = 200;

    static EndState of(Scene scene) {
        String address = scene.site().root().toString();
        Map<String, String> facts = new TreeMap<>();
        for (String branch : scene.customer().branches()) {
            String tip = scene.customer().tip(branch);
            int above = scene.customer().commits().above(scene.customer().tip("main"), tip);
            facts.put("branch " + branch + " above main", Integer.toString(above));
            scene.customer()
                    .files(tip)
                    .forEach((path, text) -> facts.put("branch " + branch + " " + path, plain(text, address)));
        }
        for (People.Page page : scene.site().pages()) {
            String name = "request " + page.number() + " ";
            facts.put(name + "is", page.state() + " " + page.branch() + " into " + page.base());
            facts.put(name + "draft", Boolean.toString(page.draft()));
            facts.put(name + "title", page.title());
            facts.put(name + "labels", new TreeSet<>(page.labels()).toString());
            facts.put(name + "reviewers", new TreeSet<>(page.reviewers()).toString());
            facts.put(name + "text", plain(page.text(), address));
            facts.put(name + "comments", plain(page.comments().toString(), address));
            if (page.state().equals("OPEN")) {
                boolean upToDate = scene.people()
                        .tip(page.branch())
                        .filter(page.head()::equals)
                        .isPresent();
                facts.put(name + "head is the branch's", Boolean.toString(upToDate));
                facts.put(
                        name + "status",
                        scene.people().status(page.head(), "crossfade/prod").orElse("none"));
            }
        }
        return new EndState(facts);
    }

    /** What is otherwise there, in words; nothing where both are the same. */
    List<String> differences(EndState there) {
        TreeSet<String> names = new TreeSet<>(facts.keySet());
        names.addAll(there.facts.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String wanted = facts.get(name);
            String found = there.facts.get(name);
            if (!Objects.equals(wanted, found)) {
                differences.add(name + ": wanted " + shortened(wanted) + ", found " + shortened(found));
            }
        }
        return differences;
    }

    private static String shortened(@Nullable String text) {
        return text == null ? "nothing" : text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String plain(String text, String address) {
        return text.replace(address, "ADDRESS").replaceAll("\\b[0-9a-f]{10,}\\b", "HEX");
    }
}

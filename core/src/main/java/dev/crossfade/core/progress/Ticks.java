package dev.crossfade.core.progress;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Carries the boxes that people ticked from one text to the next. */
final class Ticks {

    private static final Pattern TICKED = Pattern.compile("(?m)^\\s*[-*] \\[[xX]\\] (.*?)\\s*$");
    private static final Pattern BOX = Pattern.compile("(?m)^(\\s*[-*] \\[) (\\] )(.*?)(\\s*)$");

    private Ticks() {}

    static String keep(String former, String text) {
        Set<String> ticked =
                TICKED.matcher(former).results().map(found -> found.group(1)).collect(Collectors.toSet());
        return BOX.matcher(text)
                .replaceAll(box -> Matcher.quoteReplacement(box.group(1)
                        + (ticked.contains(box.group(3)) ? "x" : " ")
                        + box.group(2)
                        + box.group(3)
                        + box.group(4)));
    }
}

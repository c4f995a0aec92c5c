package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements by position in one text, collected first and applied together, so that every place is one of the old text. */
final class Cuts {

    private record Cut(int from, int to, String with) {}

    private final String text;
    private final List<Cut> cuts = new ArrayList<>();

    Cuts(String text) {
        this.text = text;
    }

    Cuts replace(int from, int to, String with) {
        cuts.add(new Cut(from, to, with));
        return this;
    }

    Cuts insert(int at, String with) {
        return replace(at, at, with);
    }

    Cuts delete(int from, int to) {
        return replace(from, to, "");
    }

    /** The new text; cuts at the same place keep the order in which they came. */
    String applied() {
        StringBuilder edited = new StringBuilder();
        int kept = 0;
        for (Cut cut : cuts.stream().sorted(Comparator.comparingInt(Cut::from)).toList()) {
            edited.append(text, kept, cut.from()).append(cut.with());
            kept = cut.to();
        }
        return edited.append(text, kept, text.length()).toString();
    }
}

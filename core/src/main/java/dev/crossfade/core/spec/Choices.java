package dev.crossfade.core.spec;

import java.util.List;
import java.util.stream.Collectors;

/** Says what may be written where there is a choice. */
final class Choices {

    private Choices() {}

    static String text(List<Class<?>> options) {
        return options.stream()
                .map(option -> Shape.word(option)
                        .or(() -> Shape.telling(option).map(key -> "{" + key + ": …}"))
                        .orElse("{}"))
                .collect(Collectors.joining(" | "));
    }
}

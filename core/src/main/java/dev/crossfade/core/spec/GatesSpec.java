package dev.crossfade.core.spec;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How long gates must hold, how long they may take, and what happens when they fail. */
public record GatesSpec(
        @Key(value = "How long every gate must hold", or = "3m")
        Duration soak,

        @Key(value = "How long a phase that ends by itself may take", or = "2h")
        Duration deadline,

        @Key(value = "How long a phase that people drive may stand still", or = "1h")
        Duration stalled,

        @Key(value = "The same three, by phase", or = "{}") Map<String, Times> phases,

        @Key(value = "When proposals may be opened or merged; any time where none is given", or = "[]")
        List<Window> windows,

        @Key(value = "Gates of your own", or = "[]") List<ExtraGate> extra,

        @Key(value = "What follows a failed gate", or = "hold")
        OnFailure onFailure,

        @Key(value = "Phases that may be merged without a person; never a point of no return", or = "[]")
        List<String> autoMerge) {

    public GatesSpec {
        phases = Collections.unmodifiableMap(new TreeMap<>(phases));
        windows = List.copyOf(windows);
        extra = List.copyOf(extra);
        autoMerge = List.copyOf(autoMerge);
    }

    /** Times of one phase. */
    public record Times(
            @Key("How long every gate must hold") @Nullable Duration soak,
            @Key("How long the phase may take") @Nullable Duration deadline,
            @Key("How long it may stand still") @Nullable Duration stalled) {}

    /** A window of the week. */
    public record Window(
            @Key(
                    value = "Days of the week",
                    required = true,
                    pattern = "Mon|Tue|Wed|Thu|Fri|Sat|Sun",
                    form = "Mon, Tue, Wed, Thu, Fri, Sat or Sun")
            List<String> days,

            @Key(
                    value = "Begin, such as \"09:00\"",
                    required = true,
                    pattern = "([01][0-9]|2[0-3]):[0-5][0-9]",
                    form = "a time such as \"09:00\", in quotes")
            String from,

            @Key(
                    value = "End, such as \"16:00\"",
                    required = true,
                    pattern = "([01][0-9]|2[0-3]):[0-5][0-9]",
                    form = "a time such as \"16:00\", in quotes")
            String to,

            @Key(value = "Time zone, such as Europe/Berlin", or = "UTC")
            String timeZone) {

        public Window {
            days = List.copyOf(days);
        }
    }

    /** What follows a failed gate. */
    public enum OnFailure {
        @Word("hold")
        HOLD,
        @Word("undo")
        UNDO
    }
}

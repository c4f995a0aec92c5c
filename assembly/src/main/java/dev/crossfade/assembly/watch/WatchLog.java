package dev.crossfade.assembly.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.assembly.PlainText;
import dev.crossfade.assembly.StackFrames;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The log: a line each time that something is done or becomes different, as text or as a JSON object. */
public final class WatchLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int DEPTH = 8;

    private final PrintStream out;
    private final boolean json;
    private final Clock clock;

    public WatchLog(PrintStream out, boolean json, Clock clock) {
        this.out = out;
        this.json = json;
        this.clock = clock;
    }

    public void info(String message, Map<String, ?> fields) {
        line("info", message, fields);
    }

    /** What a person has to see; the watch goes on. */
    void warn(String message, Map<String, ?> fields) {
        line("warn", message, fields);
    }

    void problems(String message, List<Problem> problems) {
        problems(message, problems, "");
    }

    private void problems(String message, List<Problem> problems, String causes) {
        for (Problem problem : problems) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("code", problem.code().id());
            fields.put("where", problem.where().text());
            fields.put("problem", problem.message());
            fields.put("cure", problem.cure());
            if (!causes.isEmpty()) {
                fields.put("cause", causes);
            }
            line("warn", message, fields);
        }
    }

    /** An error of the program's own: the watch goes on, and somebody should report it. */
    void unexpected(RuntimeException error) {
        error("unexpected error; the next look begins anew", error, Map.of());
    }

    /** The same while it read an answer: the look goes on without that. */
    void mistaken(String question, Throwable error) {
        error("an answer is not understood; what needs it is unknown", error, Map.of("question", question));
    }

    private void error(String message, Throwable error, Map<String, String> more) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put("error", error.toString());
        fields.put("cause", causes(error));
        fields.put("at", StackFrames.of(error));
        line("error", message, fields);
    }

    void refused(CrossfadeException refused) {
        problems("the look led to nothing; the next one begins anew", refused.problems(), causes(refused));
    }

    /** It goes without having taken back what is green, and nobody tries again. */
    void keptGreen(CrossfadeException refused) {
        problems("what is green could not be taken back", refused.problems(), causes(refused));
    }

    /** What failed while something else did, and is told only with that, such as a forge that could not be told of it. */
    void besides(Throwable failure) {
        if (failure instanceof CrossfadeException refused) {
            problems("this failed besides", refused.problems(), causes(refused));
        } else {
            warn("this failed besides", Map.of("error", failure.toString(), "cause", causes(failure)));
        }
    }

    /** Their kinds, from the outermost on: the words of a cause may hold an address as somebody wrote it, with a token. */
    private static String causes(Throwable failure) {
        return Stream.iterate(failure.getCause(), Objects::nonNull, Throwable::getCause)
                .limit(DEPTH)
                .map(cause -> cause.getClass().getSimpleName())
                .collect(Collectors.joining(", "));
    }

    private synchronized void line(String level, String message, Map<String, ? extends @Nullable Object> fields) {
        String time = clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
        if (json) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            object.put("time", time);
            object.put("level", level);
            object.put("message", message);
            object.putAll(fields);
            out.println(written(object));
        } else {
            StringBuilder text = new StringBuilder(time + " " + level + " " + message);
            fields.forEach(
                    (key, value) -> text.append("  ").append(key).append('=').append(value));
            out.println(PlainText.of(text.toString().replace('\n', ' ')));
        }
        out.flush();
    }

    private static String written(Map<String, ? extends @Nullable Object> object) {
        try {
            return JSON.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}

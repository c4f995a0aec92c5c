package dev.crossfade.assembly;

import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.progress.Census;
import dev.crossfade.core.progress.Exposure;
import dev.crossfade.core.progress.Headway;
import dev.crossfade.core.progress.Landing;
import dev.crossfade.core.progress.Outlook;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proposal.PullRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where a migration stands, in the shape that customers script against. */
final class StatusJson {

    private StatusJson() {}

    static Map<String, @Nullable Object> of(StatusReport status) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("migration", status.plan().migration().spec().name());
        answer.put("at", status.at().toString());
        Map<String, Object> phase = new LinkedHashMap<>();
        phase.put("number", status.entry().number());
        phase.put("id", status.entry().id());
        answer.put("phase", phase);
        answer.put("state", status.state().id());
        answer.put("verdict", status.proofs().verdict().id());
        answer.put("merged", status.place().landing().map(StatusJson::merged).orElse(null));
        Optional<Headway> headway = status.headway();
        answer.put("nodes", headway.map(found -> nodes(found)).orElse(null));
        answer.put("pods", headway.map(found -> pods(found.census().pods())).orElse(null));
        answer.put(
                "exposed",
                headway.flatMap(Headway::exposure).map(StatusJson::exposed).orElse(null));
        answer.put(
                "needs", Needs.of(status).items().stream().map(StatusJson::need).toList());
        answer.put("gates", GatesJson.of(status.proofs()));
        answer.put("entry", GatesJson.ofEntry(status.proofs()));
        outlook(status.outlook(), answer);
        answer.put("pullRequest", status.request().map(PullRequest::address).orElse(null));
        if (!status.reasons().isEmpty()) {
            answer.put("problems", status.reasons().stream().map(Json::problem).toList());
        }
        return answer;
    }

    private static void outlook(Outlook outlook, Map<String, @Nullable Object> answer) {
        answer.put("next", outlook.next());
        answer.put("stop", outlook.stop());
        answer.put("settles", time(outlook.settles()));
        answer.put("windowOpens", time(outlook.opens()));
        answer.put("deadline", time(outlook.deadline()));
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    private static Map<String, @Nullable Object> merged(Landing landing) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        merged.put("number", landing.entry().number());
        merged.put("id", landing.entry().id());
        merged.put("time", time(landing.commit().map(Landing.Commit::time)));
        merged.put("commit", landing.commit().map(Landing.Commit::id).orElse(null));
        return merged;
    }

    private static Map<String, @Nullable Object> nodes(Headway headway) {
        Map<String, @Nullable Object> nodes = reading(headway.census().nodes(), (found, object) -> {
            object.put("total", found.all());
            object.put("onCilium", found.moved());
        });
        nodes.put("wave", headway.wave().map(StatusJson::wave).orElse(null));
        return nodes;
    }

    private static Map<String, @Nullable Object> wave(Headway.Wave wave) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("number", wave.number());
        object.put("of", wave.of());
        object.put("name", wave.name());
        object.put("through", wave.through());
        return object;
    }

    private static Map<String, @Nullable Object> pods(Reading<Census.Pods> pods) {
        return reading(pods, (found, object) -> {
            object.put("total", found.all());
            object.put("onCilium", found.moved());
            object.put("toMove", found.toMove());
            object.put("leftBehind", found.left().stream().map(StatusJson::pod).toList());
        });
    }

    /** What was not read has no figures, but the reason. */
    private static <T> Map<String, @Nullable Object> reading(
            Reading<T> reading, BiConsumer<T, Map<String, @Nullable Object>> figures) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        if (reading instanceof Reading.Unread<T> unread) {
            object.put("unread", unread.why());
        }
        reading.got().ifPresent(found -> figures.accept(found, object));
        return object;
    }

    private static Map<String, @Nullable Object> pod(PodFact pod) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("namespace", pod.namespace());
        object.put("name", pod.name());
        object.put("node", pod.node());
        object.put("addresses", pod.placement().addresses());
        object.put("owner", pod.owner().kind());
        object.put("created", pod.life().created().toString());
        return object;
    }

    private static Map<String, @Nullable Object> exposed(Exposure exposure) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("since", exposure.since().toString());
        object.put("from", exposure.from().id());
        object.put("until", exposure.until().id());
        return object;
    }

    private static Map<String, @Nullable Object> need(Needs.Item item) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("gates", item.gates());
        object.put("what", item.need().what());
        object.put("table", item.need().table());
        object.put("commands", item.need().commands());
        return object;
    }
}

package dev.crossfade.assembly;

import dev.crossfade.core.review.ObjectDifference;
import dev.crossfade.core.review.PhaseDifference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a phase changes in the cluster, for scripts. */
public final class DifferenceJson {

    private DifferenceJson() {}

    /** @param difference nothing where every phase is merged */
    public static String of(Optional<PhaseDifference> difference) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        if (difference.isEmpty()) {
            answer.put("phase", null);
            return Json.text(answer);
        }
        PhaseDifference found = difference.get();
        answer.put("migration", found.plan().migration().spec().name());
        Map<String, Object> phase = new LinkedHashMap<>();
        phase.put("number", found.commit().entry().number());
        phase.put("id", found.commit().entry().id());
        answer.put("phase", phase);
        answer.put("chartRendered", found.notRendered().isEmpty());
        answer.put("notRendered", found.notRendered().orElse(null));
        List<ObjectDifference> all = new ArrayList<>(found.git());
        all.addAll(found.chart());
        for (String change : List.of("added", "changed", "removed")) {
            answer.put(change, DifferenceText.count(all, change));
        }
        List<Object> objects = new ArrayList<>();
        found.git().forEach(object -> objects.add(object("git", object)));
        found.chart().forEach(object -> objects.add(object("chart", object)));
        answer.put("objects", objects);
        answer.put("files", found.files());
        return Json.text(answer);
    }

    private static Map<String, Object> object(String source, ObjectDifference difference) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("source", source);
        object.put("change", difference.change());
        object.put("apiVersion", difference.apiVersion());
        object.put("kind", difference.kind());
        object.put("namespace", difference.namespace());
        object.put("name", difference.name());
        object.put("diff", difference.text());
        return object;
    }
}

package dev.crossfade.argo.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.api.Writes;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.progress.Refresher;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Annotates Applications and records Events in the cluster that Argo CD runs in. */
public final class ClusterDesk implements Refresher {

    /** argo-cd, pkg/apis/application/v1alpha1/application_annotations.go, AnnotationKeyRefresh. */
    private static final String REFRESH = "argocd.argoproj.io/refresh";

    /** Shown as a banner on the Application's page from 3.5 on (argo-cd, docs/user-guide/application-notice.md). */
    private static final String NOTICE = "notice.argocd.argoproj.io/";

    /** What is longer the page cuts off. */
    private static final int LONGEST_NOTICE = 500;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** kubernetes, pkg/apis/core/validation/events.go: longer notes are refused. */
    private static final int LONGEST_NOTE = 1000;

    private final Writes argo;
    private final String instance;

    /** @param instance who writes, such as the pod's name */
    public ClusterDesk(Writes argo, String instance) {
        this.argo = argo;
        this.instance = instance;
    }

    /**
     * Something that happened.
     *
     * @param about the Application that {@code kubectl describe} and Argo CD's page show it with
     * @param reason one word in upper camel case
     */
    public record Happening(ObjectId about, boolean warning, String reason, String note, Instant at) {}

    @Override
    public void refresh(ObjectId application) {
        annotate(application, Map.of(REFRESH, "normal"));
    }

    /**
     * A banner on the Application's page in Argo CD's user interface; an older one shows nothing of it.
     *
     * @param page of what it speaks of, or empty
     */
    public void banner(ObjectId application, boolean warning, String text, String page) {
        Map<String, String> notice = new TreeMap<>(Map.of(
                NOTICE + "content", cut(text, LONGEST_NOTICE), NOTICE + "severity", warning ? "warning" : "info"));
        if (!page.isEmpty()) {
            notice.put(NOTICE + "url", page);
        }
        annotate(application, notice);
    }

    private void annotate(ObjectId application, Map<String, String> values) {
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode annotations = patch.putObject("metadata").putObject("annotations");
        values.forEach(annotations::put);
        write(application.toString(), () -> argo.patch(call(application), patch.toString()));
    }

    private static Call call(ObjectId application) {
        return Call.get(
                "/apis/argoproj.io/v1alpha1/namespaces/" + application.namespace() + "/applications/"
                        + application.name(),
                "applications.argoproj.io");
    }

    /** A new Event (core/v1; kubernetes, staging/src/k8s.io/api/core/v1/types.go). */
    public void record(Happening happening) {
        ObjectId about = happening.about();
        write(
                "Events in namespace " + about.namespace(),
                () -> argo.create(
                        Call.get("/api/v1/namespaces/" + about.namespace() + "/events", "events"),
                        event(happening, uid(about)).toString()));
    }

    /** Without it describe does not find the Event. */
    private String uid(ObjectId application) throws UnreadableException {
        try {
            return JSON.readTree(argo.read(call(application)))
                    .path("metadata")
                    .path("uid")
                    .asText();
        } catch (JsonProcessingException e) {
            throw UnreadableException.because(application + " is not understood: " + e.getOriginalMessage());
        }
    }

    private ObjectNode event(Happening happening, String uid) {
        ObjectId about = happening.about();
        String time = happening.at().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode event = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Event");
        event.putObject("metadata").put("generateName", about.name() + ".").put("namespace", about.namespace());
        event.putObject("involvedObject")
                .put("apiVersion", about.apiVersion())
                .put("kind", about.kind())
                .put("namespace", about.namespace())
                .put("name", about.name())
                .put("uid", uid);
        event.put("type", happening.warning() ? "Warning" : "Normal")
                .put("reason", happening.reason())
                .put("message", cut(happening.note(), LONGEST_NOTE))
                .put("firstTimestamp", time)
                .put("lastTimestamp", time)
                .put("count", 1)
                .put("reportingComponent", "crossfade.dev/watcher")
                .put("reportingInstance", instance);
        event.putObject("source").put("component", "crossfade");
        return event;
    }

    private static String cut(String note, int longest) {
        return note.length() <= longest ? note : note.substring(0, longest - 1) + "…";
    }

    private interface Writing {
        void run() throws UnreadableException;
    }

    private static void write(String what, Writing writing) {
        try {
            writing.run();
        } catch (UnreadableException refused) {
            if (refused.isAbsence()) {
                // nobody looks at what is not there yet, or not any more
                return;
            }
            throw new CrossfadeException(
                    refused.isUnanswered() ? ErrorCode.CLUSTER_UNREACHABLE : ErrorCode.CLUSTER_REFUSED,
                    Where.object(what),
                    refused.why(),
                    refused.isUnanswered()
                            ? "it is tried again; nothing was decided by it"
                            : "give the watcher's ServiceAccount the rights that docs/watch.md lists",
                    refused);
        }
    }
}

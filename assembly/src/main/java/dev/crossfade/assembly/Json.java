package dev.crossfade.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Proposed;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans, problems and the like in the shapes that customers script against. */
public final class Json {

    private Json() {}

    public static String plan(Preview preview) {
        List<Object> phases = new ArrayList<>();
        preview.plan().entries().forEach(entry -> phases.add(phase(entry, preview)));
        Map<String, @Nullable Object> plan = new LinkedHashMap<>();
        plan.put("migration", preview.plan().migration().spec().name());
        plan.put("digest", preview.plan().digest());
        plan.put("phases", phases);
        if (!preview.findings().isEmpty()) {
            plan.put("problems", preview.findings().stream().map(Json::problem).toList());
        }
        return text(plan);
    }

    public static String problems(List<Problem> problems) {
        return text(Map.of("problems", problems.stream().map(Json::problem).toList()));
    }

    /** @param proposed nothing where every phase is merged */
    public static String proposed(Optional<Proposed> proposed, boolean dryRun) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("dryRun", dryRun);
        answer.put("proposal", proposed.map(Json::proposal).orElse(null));
        return text(answer);
    }

    private static Map<String, @Nullable Object> proposal(Proposed proposed) {
        Map<String, @Nullable Object> proposal = new LinkedHashMap<>();
        proposal.put("branch", proposed.proposal().branch());
        proposal.put("commit", proposed.commit());
        proposal.put("title", proposed.proposal().text().title());
        proposal.put("text", proposed.proposal().text().text());
        proposal.put("message", proposed.proposal().commit().message());
        proposal.put(
                "pullRequest",
                proposed.request()
                        .map(request -> Map.of("number", request.number(), "address", request.address()))
                        .orElse(null));
        proposal.put("done", proposed.done());
        return proposal;
    }

    public static String status(StatusReport status) {
        return text(StatusJson.of(status));
    }

    /** What one step came to, with where the migration stood. */
    public static String advanced(Advanced advanced, boolean dryRun) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("dryRun", dryRun);
        answer.put("decision", AdvanceText.word(advanced.decision()));
        answer.put("reason", AdvanceText.reason(advanced.decision()));
        answer.put("done", advanced.done());
        answer.put("status", StatusJson.of(advanced.status()));
        return text(answer);
    }

    /** The page of a code or a phase, as Markdown. */
    public static String page(String name, String markdown) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("name", name);
        page.put("page", markdown);
        return text(page);
    }

    /** Values as Helm would take them from a file. */
    public static String values(YamlFile file) {
        Object root =
                file.documents().isEmpty() ? null : file.documents().get(0).root();
        return text(root == null ? Map.of() : root);
    }

    private static Map<String, @Nullable Object> phase(Sequence.Entry entry, Preview preview) {
        Step step = entry.step();
        Optional<PlannedCommit> commit = preview.commit(entry.id());
        Map<String, @Nullable Object> phase = new LinkedHashMap<>();
        phase.put("number", entry.number());
        phase.put("id", entry.id());
        phase.put("title", entry.title());
        phase.put("skipped", entry.skipped());
        phase.put("undo", step == null ? "none" : step.undo().id());
        phase.put("pointOfNoReturn", step != null && step.isPointOfNoReturn());
        phase.put("commit", commit.flatMap(preview::id).orElse(null));
        phase.put("files", commit.map(Json::files).orElse(List.of()));
        phase.put("gates", ids(commit.map(PlannedCommit::gates).orElse(List.of())));
        phase.put("entryGates", ids(step == null ? List.of() : step.entryGates()));
        phase.put("undoGates", ids(step == null ? List.of() : step.undoGates()));
        return phase;
    }

    private static List<String> ids(List<Gate> gates) {
        return gates.stream().map(Gate::id).toList();
    }

    private static List<Object> files(PlannedCommit commit) {
        List<Object> files = new ArrayList<>();
        commit.changes().files().forEach((path, text) -> {
            Map<String, Object> file = new LinkedHashMap<>();
            file.put("path", path);
            file.put(
                    "change",
                    text.isEmpty() ? "removed" : commit.base().read(path).isPresent() ? "changed" : "added");
            files.add(file);
        });
        return files;
    }

    static Map<String, Object> problem(Problem problem) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("code", problem.code().id());
        object.put("severity", problem.severity().id());
        object.put("where", where(problem.where()));
        object.put("message", problem.message());
        object.put("cure", problem.cure());
        return object;
    }

    private static Map<String, Object> where(Where where) {
        Map<String, Object> place = new LinkedHashMap<>();
        if (where.file() != null) {
            place.put("file", where.file());
            if (where.line() > 0) {
                place.put("line", where.line());
                place.put("column", where.column());
            }
        } else if (where.object() != null) {
            place.put("object", where.object());
        }
        return place;
    }

    static String text(Object value) {
        try {
            return PlainText.json(
                            new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain maps always become JSON", e);
        }
    }
}

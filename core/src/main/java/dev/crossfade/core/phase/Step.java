package dev.crossfade.core.phase;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Gates;
import dev.crossfade.core.render.Workspace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One commit of a row: what it writes, what a reviewer reads about it, what proves it, and how it goes back. */
public final class Step {

    private final String id;
    private final String title;
    private final StepWriter writer;
    private String prose;
    private final Map<String, Object> words = new TreeMap<>();
    private List<Gate> gates = List.of();
    private List<Gate> entryGates = List.of();
    private List<Gate> undoGates = List.of();
    private Undo undo = Undo.REVERT;
    private String undoText = "revert.";
    private UndoWriter undoWriter = Reversal::of;
    private boolean pointOfNoReturn;

    private Step(String id, String title, StepWriter writer) {
        this.id = id;
        this.title = title;
        this.writer = writer;
        this.prose = id + "/message.md";
    }

    /**
     * A commit that can be reverted and has no gates of its own yet.
     *
     * @param id the row's id, or that with a suffix for an extra commit
     * @param title what the commit does, for its subject: an imperative without the migration's name
     */
    public static Step of(String id, String title, StepWriter writer) {
        return new Step(id, title, writer);
    }

    /** The template of the message, where it is not {@code <id>/message.md}. */
    Step prose(String template) {
        this.prose = template;
        return this;
    }

    Step word(String name, Object value) {
        words.put(name, value);
        return this;
    }

    Step words(Map<String, ?> more) {
        words.putAll(more);
        return this;
    }

    /** The gates of this commit beside those that stand in its row anyway. */
    Step gates(String... ids) {
        this.gates = Gates.named(List.of(ids));
        return this;
    }

    /** The gates that let this commit in: asked before it is proposed, and again until it is merged. */
    Step entryGates(String... ids) {
        this.entryGates = Gates.named(List.of(ids));
        return this;
    }

    /** The gates without which it must not go back. */
    Step undoGates(String... ids) {
        this.undoGates = Gates.named(List.of(ids));
        return this;
    }

    /** What a reviewer must know about reverting this commit. */
    Step revert(String text) {
        this.undoText = text;
        return this;
    }

    Step rollback(String text, UndoWriter commits) {
        this.undo = Undo.ROLLBACK;
        this.undoText = text;
        this.undoWriter = commits;
        return this;
    }

    Step noUndo(String text) {
        this.undo = Undo.NONE;
        this.undoText = text;
        this.undoWriter = (before, after) -> {
            throw new IllegalStateException(id + " cannot be undone");
        };
        return this;
    }

    Step pointOfNoReturn() {
        this.pointOfNoReturn = true;
        return this;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    public StepWriter writer() {
        return writer;
    }

    /**
     * Writes on top of the commit before, whose Jobs leave.
     *
     * @return the names of these Jobs
     */
    public List<String> write(Workspace workspace, Layout layout) {
        List<String> retired = TemporaryObjects.retire(workspace, layout);
        writer.write(workspace);
        return retired;
    }

    /** Path of the message's template. */
    public String prose() {
        return prose;
    }

    /** Names of this step's own in the template, beside those of the migration. */
    public Map<String, Object> words() {
        return Map.copyOf(words);
    }

    public List<Gate> gates() {
        return gates;
    }

    public List<Gate> entryGates() {
        return entryGates;
    }

    public List<Gate> undoGates() {
        return undoGates;
    }

    public Undo undo() {
        return undo;
    }

    public String undoText() {
        return undoText;
    }

    public UndoWriter undoWriter() {
        return undoWriter;
    }

    public boolean isPointOfNoReturn() {
        return pointOfNoReturn;
    }
}

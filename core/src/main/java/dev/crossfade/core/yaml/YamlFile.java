package dev.crossfade.core.yaml;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A YAML file with its documents; immutable. An edit gives a new file whose text differs in the touched keys only: comments,
 * order, quoting and indentation of everything else keep their bytes. Every edit is read again and compared with the same
 * edit done on plain values; a difference is an internal error and never a text.
 */
public final class YamlFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final String name;

    /** Without the byte order mark, which would shift the columns of the first line. */
    private final String text;

    private final boolean marked;
    private final List<YamlDocument> documents;

    private YamlFile(String name, String text, boolean marked, List<YamlDocument> documents) {
        this.name = name;
        this.text = text;
        this.marked = marked;
        this.documents = List.copyOf(documents);
    }

    /**
     * @param name the file's path, for problems
     * @throws CrossfadeException YAML_SYNTAX or YAML_DUPLICATE_KEY, with line and column
     */
    public static YamlFile parse(String name, String text) {
        boolean marked = text.startsWith(BYTE_ORDER_MARK);
        String unmarked = marked ? text.substring(1) : text;
        return new YamlFile(name, unmarked, marked, YamlParser.parse(name, unmarked));
    }

    public String name() {
        return name;
    }

    public String text() {
        return marked ? BYTE_ORDER_MARK + text : text;
    }

    /** The documents that hold something; empty ones and comments alone are left out, but keep their index. */
    public List<YamlDocument> documents() {
        return documents.stream().filter(document -> document.root() != null).toList();
    }

    /**
     * Sets a value: Map, List, String, Boolean, Number or null. Missing maps on the way are made. A value that is there
     * already keeps its line as it is.
     *
     * @param comment a line above the key, without "# ", in place of an earlier one of the migration; null takes an
     *     earlier one away
     * @throws CrossfadeException YAML_NOT_EDITABLE where anchors, merge keys or the like are in the way
     */
    public YamlFile set(int document, YamlPath path, @Nullable Object value, @Nullable String comment) {
        if (documents.isEmpty()) {
            return fresh(path, value, comment);
        }
        YamlDocument edited = documents.get(document);
        boolean there =
                path.steps().size() == Trail.of(edited.node(), path).stops().size();
        if (there && comment != null && TypedValue.same(TypedEdit.get(edited.root(), path.steps()), value)) {
            return this;
        }
        String spliced = new Splice(name, new Source(text, edited.node())).set(path, value, comment);
        return verified(spliced, document, TypedEdit.set(edited.root(), path.steps(), value), "set " + path);
    }

    /** Appends an item to a list, which is made where there is none; arguments as in {@link #set}. */
    public YamlFile append(int document, YamlPath path, @Nullable Object item, @Nullable String comment) {
        YamlDocument edited = documents.get(document);
        String spliced = new Splice(name, new Source(text, edited.node())).append(path, item, comment);
        return verified(spliced, document, TypedEdit.append(edited.root(), path.steps(), item), "append to " + path);
    }

    /**
     * Removes a key or item with the migration's comment above it; a collection that it leaves empty goes, too, but for
     * the root. What is not there changes nothing.
     */
    public YamlFile remove(int document, YamlPath path) {
        return remove(document, path, List.of());
    }

    /**
     * The same for what was written with a comment. Above a line in braces there may be comments for several of its keys, and
     * only this one goes.
     */
    public YamlFile remove(int document, YamlPath path, @Nullable String comment) {
        return remove(document, path, comment == null ? List.of() : List.of(comment));
    }

    /** The same for what was written with several. */
    public YamlFile remove(int document, YamlPath path, List<String> comments) {
        YamlDocument edited = documents.get(document);
        if (Trail.of(edited.node(), path).stops().size() < path.steps().size()) {
            return this;
        }
        String spliced = new Removal(name, new Source(text, edited.node())).remove(path, comments);
        return verified(spliced, document, TypedEdit.remove(edited.root(), path.steps()), "remove " + path);
    }

    /**
     * Removes a document with its separator; the text is empty when no document that holds something is left. A document of
     * comments alone may become the head of the one behind it.
     */
    public YamlFile removeDocument(int document) {
        List<Object> expected = documents.stream()
                .filter(other -> other.index() != document)
                .map(YamlDocument::root)
                .filter(Objects::nonNull)
                .toList();
        YamlFile rest = reparse(expected.isEmpty() ? "" : YamlParser.withoutDocument(text, document));
        List<Object> found = rest.documents().stream()
                .map(YamlDocument::root)
                .map(Objects::requireNonNull)
                .toList();
        if (!TypedValue.same(found, expected)) {
            throw differs("remove document " + document, "the result does not read as intended");
        }
        return rest;
    }

    /**
     * Appends a copy of a document, comments and all, as the last one.
     *
     * @throws CrossfadeException YAML_NOT_EDITABLE where directives, or a last text that is not ended, are in the way
     */
    public YamlFile copyDocument(int document) {
        YamlDocument last = documents.get(documents.size() - 1);
        Source source = new Source(text, last.node());
        Editable editable = new Editable(name, source);
        boolean unended = source.blockText(last.node())
                .filter(block -> !source.dropsLineBreaks(block))
                .isPresent();
        if (unended && !text.endsWith("\n")) {
            throw editable.unendedText(last.node());
        }
        String copied = YamlParser.document(text, document);
        if (copied.startsWith("%")) {
            throw editable.refused(documents.get(document).node(), "a directive");
        }
        String end = text.endsWith("\n") ? "" : source.lineBreak();
        String separator = copied.startsWith("---") ? "" : "---" + source.lineBreak();
        String finish = copied.endsWith("\n") ? "" : source.lineBreak();
        List<@Nullable Object> expected = new ArrayList<>();
        documents.forEach(each -> expected.add(each.root()));
        expected.add(documents.get(document).root());
        return verified(text + end + separator + copied + finish, expected, "copy document " + document);
    }

    private YamlFile fresh(YamlPath path, @Nullable Object value, @Nullable String comment) {
        String head = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
        Object root = TypedEdit.set(null, path.steps(), value);
        String body = YamlWriter.write(root);
        List<@Nullable Object> expected = new ArrayList<>();
        expected.add(root);
        return reparse(head + (comment == null ? "" : "# " + comment + "\n") + body)
                .compared(expected, "set " + path);
    }

    private YamlFile verified(String edited, int document, @Nullable Object value, String what) {
        List<@Nullable Object> expected = new ArrayList<>();
        documents.forEach(other -> expected.add(other.index() == document ? value : other.root()));
        return verified(edited, expected, what);
    }

    private YamlFile verified(String edited, List<? extends @Nullable Object> expected, String what) {
        YamlFile file;
        try {
            file = reparse(edited);
        } catch (CrossfadeException unreadable) {
            throw differs(what, String.valueOf(unreadable.getMessage()));
        }
        return file.compared(expected, what);
    }

    private YamlFile reparse(String edited) {
        return new YamlFile(name, edited, marked, YamlParser.parse(name, edited));
    }

    private YamlFile compared(List<? extends @Nullable Object> expected, String what) {
        List<@Nullable Object> found = new ArrayList<>();
        documents.forEach(document -> found.add(document.root()));
        if (!TypedValue.same(found, expected)) {
            throw differs(what, "the result does not read as intended");
        }
        return this;
    }

    private CrossfadeException differs(String what, String why) {
        return new CrossfadeException(
                ErrorCode.INTERNAL,
                Where.file(name),
                "the edit '" + what + "' went wrong, nothing was written: " + why,
                "report this with the file; writing the key by hand first may help");
    }
}

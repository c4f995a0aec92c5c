package dev.crossfade.core.render;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlFile;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The repository while one phase writes into it: what the base holds, and over it what the phase has done so far. */
public final class Workspace implements Tree {

    private final Tree base;
    private final Map<String, Optional<String>> touched = new TreeMap<>();

    public Workspace(Tree base) {
        this.base = base;
    }

    /** A repository without a file. */
    public static Workspace empty() {
        return new Workspace(new NoFiles());
    }

    @Override
    public Optional<String> read(String path) {
        Optional<String> mine = touched.get(path);
        return mine == null ? base.read(path) : mine;
    }

    @Override
    public SortedSet<String> list(String folder) {
        SortedSet<String> paths = new TreeSet<>(base.list(folder));
        touched.forEach((path, text) -> {
            if (folder.isEmpty() || path.startsWith(folder + "/")) {
                if (text.isPresent()) {
                    paths.add(path);
                } else {
                    paths.remove(path);
                }
            }
        });
        return paths;
    }

    @Override
    public SortedMap<String, String> links() {
        return base.links();
    }

    /** The text of a file that the phase cannot do without. */
    public String require(String path) {
        return read(path)
                .orElseThrow(() -> new CrossfadeException(
                        ErrorCode.INPUT_NOT_FOUND,
                        Where.file(path),
                        "the base commit has no file " + path,
                        "commit the file to the base branch, or correct its path in crossfade.yaml"));
    }

    public void write(String path, String text) {
        touched.put(path, Optional.of(text));
    }

    public void delete(String path) {
        require(path);
        touched.put(path, Optional.empty());
    }

    /** Edits a YAML file in place; a file that has no document left afterwards is deleted. */
    public void edit(String path, UnaryOperator<YamlFile> edit) {
        YamlFile edited = edit.apply(YamlFile.parse(path, require(path)));
        if (edited.documents().isEmpty()) {
            delete(path);
        } else {
            write(path, edited.text());
        }
    }

    /** What differs from the base; a file that was written back to its old bytes is not part of it. */
    public ChangeSet changes() {
        Map<String, Optional<String>> changed = new TreeMap<>(touched);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(base.read(entry.getKey())));
        return ChangeSet.of(changed);
    }
}

package dev.crossfade.clustertest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a repository has other than the example's.
 *
 * @param replaced by file, texts that stand there once, and what stands there instead
 * @param added whole files
 * @param copied files that stand elsewhere on this machine
 * @param gone files that it does not have
 */
record Edits(
        Map<String, Map<String, String>> replaced,
        Map<String, String> added,
        Map<String, Path> copied,
        Set<String> gone) {

    static final Edits NONE = new Edits(Map.of(), Map.of(), Map.of(), Set.of());

    Edits {
        replaced = Map.copyOf(replaced);
        added = Map.copyOf(added);
        copied = Map.copyOf(copied);
        gone = Set.copyOf(gone);
    }

    Edits replace(String file, String text, String instead) {
        Map<String, Map<String, String>> all = new TreeMap<>(replaced);
        Map<String, String> texts = new TreeMap<>(all.getOrDefault(file, Map.of()));
        texts.put(text, instead);
        all.put(file, Map.copyOf(texts));
        return new Edits(all, added, copied, gone);
    }

    Edits add(String file, String text) {
        Map<String, String> all = new TreeMap<>(added);
        all.put(file, text);
        return new Edits(replaced, all, copied, gone);
    }

    Edits copy(String file, Path from) {
        Map<String, Path> all = new TreeMap<>(copied);
        all.put(file, from);
        return new Edits(replaced, added, all, gone);
    }

    Edits remove(String file) {
        Set<String> all = new TreeSet<>(gone);
        all.add(file);
        return new Edits(replaced, added, copied, all);
    }

    /** Edits a folder that holds the example's files. */
    void make(Path folder) {
        try {
            for (Map.Entry<String, String> each : added.entrySet()) {
                Path file = folder.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, each.getValue());
            }
            for (Map.Entry<String, Path> each : copied.entrySet()) {
                Path file = folder.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.copy(each.getValue(), file);
            }
            for (String each : gone) {
                Files.delete(folder.resolve(each));
            }
            for (Map.Entry<String, Map<String, String>> each : replaced.entrySet()) {
                Path file = folder.resolve(each.getKey());
                Files.writeString(file, replace(each.getKey(), Files.readString(file), each.getValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String replace(String file, String content, Map<String, String> texts) {
        String edited = content;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            if (edited.split(java.util.regex.Pattern.quote(each.getKey()), -1).length != 2) {
                throw new IllegalStateException(file + " does not have once: " + each.getKey());
            }
            edited = edited.replace(each.getKey(), each.getValue());
        }
        return edited;
    }
}

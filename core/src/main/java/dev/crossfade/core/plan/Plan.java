package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole migration: every row and commit in order, numbered, under the digest of what it follows from.
 *
 * @param findings what a person should know about it, none of it a blocker
 */
public record Plan(Migration migration, String digest, List<Sequence.Entry> entries, List<Problem> findings) {

    public Plan {
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    static Plan of(Migration migration) {
        return new Plan(migration, Digest.of(migration), Sequence.of(migration), List.of());
    }

    Plan with(List<Problem> known) {
        return new Plan(migration, digest, entries, known);
    }

    /** What is still to come on a tree; a newest phase that was undone is the next one again. */
    public List<Sequence.Entry> rest(Tree base) {
        Optional<Marker> marker = Marker.read(base, migration.layout());
        if (marker.isEmpty()) {
            return entries;
        }
        List<Sequence.Entry> rest = after(marker.get().phase());
        return marker.get().phase().equals(marker.get().undone())
                ? entries.subList(entries.size() - rest.size() - 1, entries.size())
                : rest;
    }

    /** Ids of the rows that have a commit to come, and of these commits. */
    Set<String> rowsAfter(Tree base) {
        return rest(base).stream()
                .filter(entry -> entry.step() != null)
                .flatMap(entry -> Stream.of(entry.phase().id(), entry.id()))
                .collect(Collectors.toSet());
    }

    /** The commit, or the skipped row, with this id. */
    public Optional<Sequence.Entry> entry(String id) {
        return entries.stream().filter(entry -> entry.id().equals(id)).findFirst();
    }

    /** That there is none with this id, and which one may have been meant. */
    public String lacks(String id) {
        Set<String> known = entries.stream().map(Sequence.Entry::id).collect(Collectors.toCollection(TreeSet::new));
        return "this plan has no phase '" + id + "'" + Nearest.hint(id, known);
    }

    /** The entries that come after the phase with this id. */
    public List<Sequence.Entry> after(String id) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).id().equals(id)) {
                return entries.subList(i + 1, entries.size());
            }
        }
        throw new CrossfadeException(
                ErrorCode.MARKER_FOREIGN,
                Where.file(migration.layout().marker()),
                "the marker names phase '" + id + "', which this plan does not have",
                "undo the change to crossfade.yaml that took the phase out of the plan");
    }
}

package dev.crossfade.core.examination;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.ApplicationSet;
import dev.crossfade.core.scan.RepositoryScan;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ApplicationSets whose Applications read what a migration edits or writes, or may do so. */
final class GeneratedUsers {

    private final List<ApplicationSet> sets;
    private final RepositoryScan scan;
    private final String repository;

    GeneratedUsers(RepositoryScan scan, MigrationSpec spec) {
        this.sets = scan.applicationSets();
        this.scan = scan;
        this.repository = spec.argo().repoURL();
    }

    /** Those that read the file itself. */
    List<ApplicationSet> direct(String file) {
        return sets.stream()
                .filter(set -> set.claim(file, scan.files(), repository)
                        .filter(ApplicationSet.Claim::certain)
                        .isPresent())
                .toList();
    }

    /** Those that read the file, or have a kustomization built that lists it. */
    List<ApplicationSet> certain(String file) {
        return sets.stream()
                .filter(set ->
                        claim(set, file).filter(ApplicationSet.Claim::certain).isPresent())
                .toList();
    }

    /** True where some may read it. */
    boolean perhaps(String file) {
        return !possible(file).isEmpty();
    }

    /** Those that may read the file. */
    List<ApplicationSet> possible(String file) {
        return sets.stream()
                .filter(set ->
                        claim(set, file).filter(claim -> !claim.certain()).isPresent())
                .toList();
    }

    /** A finding for each of whose Applications several read one of these files, and not by chance. */
    List<Problem> spreading(List<String> edited) {
        List<Problem> findings = new ArrayList<>();
        for (ApplicationSet set : sets) {
            Map<ApplicationSet.Claim, List<String>> claims = new LinkedHashMap<>();
            edited.forEach(file -> claim(set, file)
                    .filter(claim -> claim.certain() && set.spreads(claim))
                    .ifPresent(claim -> claims.computeIfAbsent(claim, any -> new ArrayList<>())
                            .add(file)));
            claims.forEach(
                    (claim, read) -> findings.add(
                            Problem.warning(
                                    ErrorCode.FILE_SHARED,
                                    claim.where(),
                                    "each Application of " + set + " reads " + String.join(", ", read)
                                            + ", which the migration edits, " + claim.by()
                                            + ": where it makes several, every one of their clusters gets the edit",
                                    "look at what it generates (argocd appset generate " + set.file()
                                            + "): answer for it where that is one Application; else give this cluster a folder of its own")));
        }
        return findings;
    }

    /** A finding for each that may read one of these files by one path. */
    List<Problem> findings(List<String> edited) {
        List<Problem> findings = new ArrayList<>();
        for (ApplicationSet set : sets) {
            Map<ApplicationSet.Claim, List<String>> claims = new LinkedHashMap<>();
            edited.forEach(file -> claim(set, file)
                    .filter(claim -> !claim.certain())
                    .ifPresent(claim -> claims.computeIfAbsent(claim, any -> new ArrayList<>())
                            .add(file)));
            claims.forEach((claim, read) -> findings.add(Problem.warning(
                    ErrorCode.FILE_SHARED,
                    claim.where(),
                    set + " may read " + String.join(", ", read) + ", which the migration edits, " + claim.by(),
                    "look at what it generates (argocd appset generate " + set.file()
                            + "), and answer for it; or give what the migration edits a file of its own")));
        }
        return findings;
    }

    /** @param written files of the migration's folder that no other Application may read */
    List<Problem> ofFolder(String folder, List<String> written) {
        List<Problem> problems = new ArrayList<>();
        for (ApplicationSet set : sets) {
            List<ApplicationSet.Claim> claims =
                    written.stream().flatMap(file -> claim(set, file).stream()).toList();
            claims.stream()
                    .filter(ApplicationSet.Claim::certain)
                    .findFirst()
                    .ifPresentOrElse(
                            claim -> problems.add(Problem.blocker(
                                    ErrorCode.PATH_SHARED,
                                    Where.object("spec.git.path"),
                                    set + " reads " + folder + " " + claim.by()
                                            + ": it would apply what Crossfade's own roots apply",
                                    "exclude the folder there, or give the migration another one with spec.git.path")),
                            () -> claims.stream()
                                    .findFirst()
                                    .ifPresent(claim -> problems.add(finding(set, folder, claim))));
        }
        return problems;
    }

    private static Problem finding(ApplicationSet set, String folder, ApplicationSet.Claim claim) {
        return Problem.warning(
                ErrorCode.PATH_SHARED,
                claim.where(),
                set + " may read " + folder + ", which Crossfade alone writes, " + claim.by(),
                "look at what it generates (argocd appset generate " + set.file()
                        + "), exclude the folder, or answer for it");
    }

    private Optional<ApplicationSet.Claim> claim(ApplicationSet set, String file) {
        return scan.claim(set, file, repository);
    }
}

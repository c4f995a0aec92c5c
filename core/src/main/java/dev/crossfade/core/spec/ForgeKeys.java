package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A forge has an address, and the repository a name as that forge gives them. */
final class ForgeKeys {

    private static final String PROPOSALS = "spec.proposals.";

    /** No forge has names that are . or .., which would lead elsewhere in its API. */
    private static final String NAME = "(?!\\.{1,2}(?:/|$))[\\w.-]+";

    private static final Pattern ROOT = Pattern.compile("https?://[\\w.\\[\\]:-]+(/[\\w./~-]*)?");
    private static final Pattern TWO = Pattern.compile(NAME + "/" + NAME);

    /** GitLab has groups within groups (docs.gitlab.com, "Subgroups"). */
    private static final Pattern MANY = Pattern.compile(NAME + "(/" + NAME + ")+");

    private ForgeKeys() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        if (!bound.written(PROPOSALS + "forge")
                && (bound.written(PROPOSALS + "repository") || bound.written(PROPOSALS + "api"))) {
            problems.add(missing(bound, PROPOSALS + "forge", "github, gitlab, gitea, or none for branches only"));
        }
        bound.get(PROPOSALS + "forge", ProposalsSpec.Forge.class)
                .filter(forge -> forge != ProposalsSpec.Forge.NONE)
                .ifPresent(forge -> {
                    repository(bound, forge).ifPresent(problems::add);
                    root(bound, forge).ifPresent(problems::add);
                });
        return problems;
    }

    private static Optional<Problem> repository(Bound bound, ProposalsSpec.Forge forge) {
        String key = PROPOSALS + "repository";
        if (!bound.written(key)) {
            return Optional.of(missing(bound, key, "which repository on the forge, such as platform/gitops"));
        }
        Pattern names = forge == ProposalsSpec.Forge.GITLAB ? MANY : TWO;
        return bound.get(key, String.class)
                .filter(name -> !names.matcher(name).matches())
                .map(name -> bad(
                        bound,
                        key,
                        "'" + name + "' is no repository of " + Shape.word(forge),
                        "write its path as the forge's own page shows it, such as platform/gitops"));
    }

    private static Optional<Problem> root(Bound bound, ProposalsSpec.Forge forge) {
        String key = PROPOSALS + "api";
        if (!bound.written(key)) {
            return forge == ProposalsSpec.Forge.GITEA
                    ? Optional.of(missing(bound, key, "the forge's root as a browser opens it"))
                    : Optional.empty();
        }
        return bound.get(key, String.class)
                .filter(api -> !ROOT.matcher(api).matches())
                .map(api -> bad(
                        bound,
                        key,
                        "'" + api.replaceAll("//[^/]*@", "//(hidden)@") + "' is no address of a forge",
                        "write its root as a browser opens it, such as https://git.example.com, without name, password or"
                                + " query"));
    }

    private static Problem missing(Bound bound, String key, String what) {
        return Problem.blocker(
                ErrorCode.SPEC_MISSING_KEY,
                bound.where(key),
                key + " is missing: pull requests need it",
                "write " + key.substring(PROPOSALS.length()) + ": " + what);
    }

    private static Problem bad(Bound bound, String key, String message, String cure) {
        return Problem.blocker(ErrorCode.SPEC_BAD_VALUE, bound.where(key), key + ": " + message, cure);
    }
}

package dev.crossfade.scm.forge;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.scm.access.ProxyVariables;
import dev.crossfade.scm.access.Token;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says of every answer that is no success what it means and what cures it, and never says the token. */
final class Refusals {
    private static final String AGAIN = "look at the forge's status page, and run again when it is back";

    private final String forge;
    private final String repository;
    private final Where where;
    private @Nullable Token sent;

    /**
     * @param forge its name, as messages say it
     * @param page the repository's page in a browser
     */
    Refusals(String forge, String repository, String page) {
        this.forge = forge;
        this.repository = repository;
        this.where = Where.object(page);
    }

    void sentWith(Optional<Token> token) {
        sent = token.orElse(null);
    }

    /** The answer itself where it is good. */
    Answer good(Answer answer) {
        if (answer.isGood()) {
            return answer;
        }
        throw of(answer);
    }

    CrossfadeException of(Answer answer) {
        if (answer.status() >= 500) {
            return refusal(ErrorCode.FORGE_UNAVAILABLE, answered(answer) + uncertain(answer.call()), AGAIN);
        }
        if (answer.status() == 407) {
            return refusal(
                    ErrorCode.FORGE_UNAVAILABLE,
                    "the proxy on the way to " + forge + " asks for a password; " + ProxyVariables.NO_LOGIN,
                    "name a proxy that asks for none in HTTPS_PROXY, or the forge in NO_PROXY where no proxy is needed;"
                            + " docs/access.md (Proxies) says how both are read");
        }
        if (answer.isPage() || answer.isBroken()) {
            return unreadable(answer, answer.isPage() ? "it is a page for browsers" : "it is no JSON");
        }
        return switch (answer.status()) {
            case 401 -> refusal(ErrorCode.FORGE_UNAUTHORIZED, answered(answer), newToken());
            case 403 ->
                refusal(
                        ErrorCode.FORGE_FORBIDDEN,
                        answered(answer),
                        "give the token the rights that docs/forges.md lists for " + forge
                                + ", and its account write access to " + repository);
            case 404, 410 -> notFound(answer);
            default -> refused(answer);
        };
    }

    /** The forge understood, and will not. */
    CrossfadeException refused(Answer answer) {
        return refused(answered(answer), "look at the rule of " + repository + " that it names; then run again");
    }

    CrossfadeException refused(String message, String cure) {
        return refusal(ErrorCode.FORGE_REFUSED, message, cure);
    }

    CrossfadeException forbidden(Answer answer, String cure) {
        return refusal(ErrorCode.FORGE_FORBIDDEN, answered(answer), cure);
    }

    private CrossfadeException notFound(Answer answer) {
        return refusal(
                ErrorCode.FORGE_NOT_FOUND,
                answered(answer) + (sent == null ? " (asked without a token)" : ""),
                "see that spec.proposals.repository (" + repository + ") and spec.proposals.api are right, and that the"
                        + " token may read the repository: forges say 404 of what it may not see");
    }

    /** @param name what the repository is called now */
    CrossfadeException renamed(Call call, String name) {
        return refusal(
                ErrorCode.FORGE_NOT_FOUND,
                forge + " answered " + call.text() + " with a redirect: " + repository + " is called " + name + " now",
                "write repository: " + name
                        + " below spec.proposals, and see that the remote origin has the new address");
    }

    CrossfadeException redirected(Call call, String target) {
        return refusal(
                ErrorCode.FORGE_UNREADABLE,
                forge + " answered " + call.text() + " with a redirect to " + target + "; the token was not sent there",
                "open " + target + " in a browser: where it is a login, something stands before the API; where it is"
                        + " the forge's own address, write that as spec.proposals.api");
    }

    CrossfadeException unreadable(Answer answer, String why) {
        return refusal(
                ErrorCode.FORGE_UNREADABLE,
                forge + " answered " + answer.status() + " to " + answer.call().text() + ", which is none of its API: "
                        + why,
                "open " + where.text()
                        + " in a browser: spec.proposals.api has to be the forge's root as a browser opens"
                        + " it, and no proxy or login may stand in between");
    }

    /** The answer broke off, or never came. */
    CrossfadeException unavailable(Call call, String reason) {
        return refusal(
                ErrorCode.FORGE_UNAVAILABLE,
                forge + " did not answer " + call.text() + ": " + reason + uncertain(call),
                "see that " + where.text()
                        + " can be reached from here (network, proxy, certificates), then run again");
    }

    /** The connection was not made, so nothing was carried out. */
    CrossfadeException unreached(Call call, String reason) {
        return refusal(
                ErrorCode.FORGE_UNAVAILABLE,
                forge + " could not be reached for " + call.text() + ": " + reason,
                "see that " + where.text()
                        + " can be reached from here (network, proxy, certificates), then run again");
    }

    CrossfadeException limited(Answer answer, Instant until) {
        Instant full = until.truncatedTo(ChronoUnit.SECONDS);
        return refusal(
                ErrorCode.FORGE_RATE_LIMITED,
                answered(answer) + "; its limit ends at " + full,
                "run again after " + full + "; a token that nothing else uses has a limit of its own");
    }

    private String newToken() {
        return sent == null
                ? "put a token into CROSSFADE_TOKEN or a file that CROSSFADE_TOKEN_FILE names: there is none"
                : "make a new token and put it into CROSSFADE_TOKEN or a file that CROSSFADE_TOKEN_FILE names";
    }

    private static String uncertain(Call call) {
        return call.repeatable() ? "" : "; it may have been carried out all the same";
    }

    private String answered(Answer answer) {
        String said = Said.by(answer);
        return forge + " answered " + answer.status() + " to " + answer.call().text()
                + (said.isEmpty() ? "" : ": " + said);
    }

    private CrossfadeException refusal(ErrorCode code, String message, String cure) {
        return new CrossfadeException(code, where, clean(message), clean(cure));
    }

    /** Before anything is cut: half a token would not be found. */
    String clean(String text) {
        return sent == null ? text : text.replace(sent.reveal(), sent.toString());
    }
}

package dev.crossfade.scm.forge;

import dev.crossfade.core.report.CrossfadeException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.net.ssl.SSLHandshakeException;

/** Calls a forge's API: repeats what is transient and harmless, waits where it is told to, and follows what may be followed. */
final class ForgeHttp {
    private static final Set<Integer> TRANSIENT = Set.of(502, 503, 504);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int HOPS = 3;

    /** A list that is longer is none: 100,000 pull requests have as many pages. */
    private static final int MOST_PAGES = 2000;

    private final ApiRoot root;
    private final Transport transport;
    private final Refusals refusals;
    private final Pace pace;
    private final RateLimit limits;
    private final SeenAnswers seen = new SeenAnswers();

    ForgeHttp(ApiRoot root, Transport transport, Refusals refusals, Pace pace) {
        this.root = root;
        this.transport = transport;
        this.refusals = refusals;
        this.pace = pace;
        this.limits = new RateLimit(pace.clock());
    }

    Refusals refusals() {
        return refusals;
    }

    Patience patience() {
        return new Patience(pace);
    }

    /** The answer to a call, which is a success. */
    Answer expect(Call call) {
        return refusals.good(exchange(call));
    }

    Answer get(String path) {
        return expect(Call.get(path));
    }

    /** The objects of all pages of a list. */
    List<Entry> list(String path) {
        return pages(path).stream().flatMap(page -> page.entries().stream()).toList();
    }

    /** Those of them that are wanted; no page is kept longer than it is read. */
    List<Entry> list(String path, Predicate<Entry> wanted) {
        List<Entry> found = new ArrayList<>();
        forEach(path, page -> page.entries().stream().filter(wanted).forEach(found::add));
        return found;
    }

    /** All pages, from this one on. */
    List<Answer> pages(String path) {
        List<Answer> pages = new ArrayList<>();
        forEach(path, pages::add);
        return pages;
    }

    private void forEach(String path, Consumer<Answer> read) {
        Optional<String> next = Optional.of(path);
        for (int count = 1; next.isPresent(); count++) {
            Answer page = get(next.get());
            if (count > MOST_PAGES) {
                throw refusals.unreadable(page, "it goes on after " + MOST_PAGES + " pages");
            }
            read.accept(page);
            next = after(page);
        }
    }

    /** The path of the page that follows this one. */
    Optional<String> after(Answer page) {
        Optional<String> next = Pages.after(page, root);
        if (next.filter(page.call().path()::equals).isPresent()) {
            throw refusals.unreadable(page, "its next page is the same one");
        }
        return next;
    }

    /** The answer to a call, good or not, unless there is none or it is none of the API's. */
    Answer exchange(Call call) {
        Patience patience = patience();
        URI address = root.resolve(call.path());
        for (int hops = 0; ; ) {
            Answer answer = attempt(call, address, patience);
            if (!REDIRECTS.contains(answer.status())) {
                return readable(answer);
            }
            address = target(answer, address, ++hops);
        }
    }

    private Answer attempt(Call call, URI address, Patience patience) {
        while (true) {
            Answer answer;
            try {
                answer = seen.through(
                        call,
                        address,
                        tag -> transport.send(call, address, tag, pace.bounds().answer()));
            } catch (IOException e) {
                again(call, e, patience);
                continue;
            }
            Optional<Duration> limit = limits.of(answer);
            if (limit.isPresent()) {
                if (!patience.waited(limit.get())) {
                    throw refusals.limited(answer, pace.clock().instant().plus(limit.get()));
                }
            } else if (!isTransient(answer)
                    || !patience.again(limits.retryAfter(answer).orElse(Duration.ZERO))) {
                return answer;
            }
        }
    }

    private static boolean isTransient(Answer answer) {
        boolean halved = answer.isGood() && answer.isBroken() && !answer.isPage();
        return answer.call().repeatable() && (TRANSIENT.contains(answer.status()) || halved);
    }

    /** Comes back where the call may be sent once more. */
    private void again(Call call, IOException failure, Patience patience) {
        String reason = Said.shortened(refusals.clean(Reason.of(failure)));
        if (failure instanceof SSLHandshakeException) {
            throw refusals.unreached(call, "no trusted TLS connection: " + reason);
        }
        boolean unsent = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        if (Thread.currentThread().isInterrupted() || !(unsent || call.repeatable()) || !patience.again()) {
            CrossfadeException gone = unsent ? refusals.unreached(call, reason) : refusals.unavailable(call, reason);
            gone.initCause(failure);
            throw gone;
        }
    }

    private Answer readable(Answer answer) {
        if (answer.isGood() && answer.isPage()) {
            throw refusals.unreadable(answer, "it is a page for browsers");
        }
        if (answer.isGood() && answer.isBroken()) {
            throw answer.call().repeatable()
                    ? refusals.unreadable(answer, "its JSON breaks off")
                    : refusals.unavailable(answer.call(), "its JSON breaks off");
        }
        return answer;
    }

    /** A renamed repository is read under its new address, and written to under its new name only. */
    private URI target(Answer answer, URI from, int hops) {
        Optional<URI> target = root.target(from, answer.header("Location"));
        if (target.isEmpty() || hops > HOPS) {
            throw refusals.redirected(answer.call(), Redirection.shown(from, answer.header("Location")));
        }
        if (answer.call().reads()) {
            return target.get();
        }
        throw refusals.renamed(answer.call(), get(root.repositoryPath()).entry().text(root.nameField()));
    }
}

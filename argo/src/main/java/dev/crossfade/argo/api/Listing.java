package dev.crossfade.argo.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A whole list of one state of the cluster, read page by page.
 *
 * @param resourceVersion where a watch goes on
 * @param at the server's time as the list began
 */
public record Listing<T>(List<T> items, String resourceVersion, Instant at) {

    /** The token of a page whose state the server has forgotten (kubernetes, API concepts: 410 Gone). */
    private static final int FORGOTTEN = 410;

    /** Fewer pages of so many times the objects take less time, where each has a long way. */
    private static final int LARGER = 4;

    public static <T> Listing<T> read(ApiServer server, Call call, Function<JsonNode, T> reduce)
            throws UnreadableException {
        int page = server.limits().page();
        for (int attempt = 1; ; attempt++) {
            try {
                return pages(server, call.with("limit", String.valueOf(page)), reduce);
            } catch (UnreadableException failure) {
                if (failure.status() != FORGOTTEN || attempt >= server.limits().attempts()) {
                    throw failure;
                }
                page *= LARGER;
            }
        }
    }

    private static <T> Listing<T> pages(ApiServer server, Call first, Function<JsonNode, T> reduce)
            throws UnreadableException {
        Answer<ListPage<T>> page = server.ask(first, (body, at) -> ListPage.read(body, reduce));
        Instant began = page.at();
        List<T> items = new ArrayList<>(page.value().items());
        while (!page.value().next().isEmpty()) {
            page = server.ask(first.with("continue", page.value().next()), (body, at) -> ListPage.read(body, reduce));
            items.addAll(page.value().items());
        }
        return new Listing<>(items, page.value().resourceVersion(), began);
    }
}

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

    public static <T> Listing<T> read(ApiServer server, Call call, Function<JsonNode, T> reduce)
            throws UnreadableException {
        for (int attempt = 1; ; attempt++) {
            try {
                return pages(server, call, reduce);
            } catch (UnreadableException failure) {
                if (failure.status() != FORGOTTEN || attempt >= server.limits().attempts()) {
                    throw failure;
                }
            }
        }
    }

    private static <T> Listing<T> pages(ApiServer server, Call call, Function<JsonNode, T> reduce)
            throws UnreadableException {
        Call first = call.with("limit", String.valueOf(server.limits().page()));
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

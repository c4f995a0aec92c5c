package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.PodFact;
import java.util.List;

/** Knows the pods of a DaemonSet. */
@FunctionalInterface
public interface PodSource {

    /** @param selector the DaemonSet's labels, as the API writes them; more pods than its own may come back */
    Answer<List<PodFact>> pods(String namespace, String selector) throws UnreadableException;
}

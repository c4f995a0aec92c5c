package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import java.util.List;
import java.util.Optional;

/** Knows DaemonSets and their pods. */
public interface Workloads {

    Answer<Optional<ObjectFact>> daemonSet(String namespace, String name) throws UnreadableException;

    /** @param selector the DaemonSet's labels, as the API writes them; more pods than its own may come back */
    Answer<List<PodFact>> pods(String namespace, String selector) throws UnreadableException;
}

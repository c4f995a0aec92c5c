package dev.crossfade.argo;

import dev.crossfade.argo.api.MistakeListener;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells of a kind of mistake once for each question: who looks for ever makes it with every look. */
final class FirstMistakes implements MistakeListener {

    private final MistakeListener listener;
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    private record Told(String what, Class<?> kind) {}

    FirstMistakes(MistakeListener listener) {
        this.listener = listener;
    }

    @Override
    public void mistaken(String what, Throwable mistake) {
        // who is stopped in the middle of something fails as it may
        if (!Thread.currentThread().isInterrupted() && told.add(new Told(what, mistake.getClass()))) {
            listener.mistaken(what, mistake);
        }
    }
}

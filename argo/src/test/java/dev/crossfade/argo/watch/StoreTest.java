package dev.crossfade.argo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final List<String> NODES = List.of("", "a", "b", "c");

    private record Pod(String node, int state) {}

    /** How many of a group are in a state. */
    private record InState(int state) implements Finding<Pod, Integer> {
        @Override
        public Integer in(List<Pod> pods) {
            return (int) pods.stream().filter(pod -> pod.state() == state).count();
        }
    }

    private final Store<Pod> store = new Store<>(Pod::node);
    private final Map<String, Pod> truth = new HashMap<>();

    /** Whatever happens, a snapshot and what is found in it are those of a store that knows nothing but what is there now. */
    @Property(tries = 200)
    void neverDiffersFromOneThatIsMadeAnew(@ForAll long seed) {
        Random chance = new Random(seed);
        for (int step = 0; step < 100; step++) {
            change(chance);
            if (chance.nextInt(3) > 0) {
                requireAsAnew(store.snapshot());
            }
        }
        requireAsAnew(store.snapshot());
    }

    private void change(Random chance) {
        String key = "pod-" + chance.nextInt(12);
        Pod pod = new Pod(NODES.get(chance.nextInt(NODES.size())), chance.nextInt(3));
        switch (chance.nextInt(6)) {
            case 0 -> {
                Map<String, Pod> all = new HashMap<>(truth);
                all.keySet().removeIf(any -> chance.nextInt(4) == 0);
                all.put(key, pod);
                boolean other = !all.equals(truth);
                assertThat(store.replace(all)).isEqualTo(other);
                truth.clear();
                truth.putAll(all);
            }
            case 1, 2 -> {
                boolean there = truth.remove(key) != null;
                assertThat(store.remove(key)).isEqualTo(there);
            }
            default -> {
                boolean other = !pod.equals(truth.put(key, pod));
                assertThat(store.put(key, pod)).isEqualTo(other);
            }
        }
    }

    private void requireAsAnew(Grouped<Pod> found) {
        Store<Pod> anew = new Store<>(Pod::node);
        anew.replace(truth);
        Grouped<Pod> wanted = anew.snapshot();
        assertThat(found.groups().keySet())
                .containsExactlyElementsOf(wanted.groups().keySet());
        wanted.groups()
                .forEach((node, group) -> assertThat(found.groups().get(node).facts())
                        .containsExactlyInAnyOrderElementsOf(group.facts()));
        assertThat(found).hasSize(truth.size()).containsExactlyInAnyOrderElementsOf(truth.values());
        for (int state = 0; state < 3; state++) {
            assertThat(found.each(new InState(state))).isEqualTo(wanted.each(new InState(state)));
        }
        truth.forEach((key, pod) -> assertThat(store.get(key)).isEqualTo(pod));
    }

    @Test
    void keepsTheGroupsThatNothingHasTouched() {
        store.replace(Map.of("one", new Pod("a", 0), "two", new Pod("b", 0)));
        Grouped<Pod> before = store.snapshot();
        store.put("two", new Pod("b", 1));
        Grouped<Pod> after = store.snapshot();
        assertThat(after.groups().get("a")).isSameAs(before.groups().get("a"));
        assertThat(after.groups().get("b")).isNotSameAs(before.groups().get("b"));
        assertThat(before).containsExactly(new Pod("a", 0), new Pod("b", 0));
        assertThat(after).containsExactly(new Pod("a", 0), new Pod("b", 1));
    }

    @Test
    void keepsTheWholeSnapshotWhereNothingBecameDifferent() {
        store.put("one", new Pod("a", 0));
        Grouped<Pod> before = store.snapshot();
        assertThat(store.put("one", new Pod("a", 0))).isFalse();
        assertThat(store.replace(Map.of("one", new Pod("a", 0)))).isFalse();
        assertThat(store.snapshot()).isSameAs(before);
    }

    @Test
    void looksOnceIntoAGroupThatStaysAsItIs() {
        Set<List<Pod>> asked = new HashSet<>();
        Finding<Pod, Integer> counts = pods -> {
            assertThat(asked.add(pods)).isTrue();
            return pods.size();
        };
        store.replace(Map.of("one", new Pod("a", 0), "two", new Pod("b", 0)));
        assertThat(store.snapshot().each(counts)).containsExactly(1, 1);
        store.put("three", new Pod("b", 7));
        assertThat(store.snapshot().each(counts)).containsExactly(1, 2);
        assertThat(store.snapshot().each(counts)).containsExactly(1, 2);
    }
}

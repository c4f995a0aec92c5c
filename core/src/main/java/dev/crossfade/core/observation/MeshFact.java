package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all instances of a Goldpinger say of each other, in one round.
 *
 * @param answered which instance was asked
 * @param pods names of the instances that anybody spoke of; a row's bits count in this order
 * @param rows what each instance says, by its name
 */
public record MeshFact(String answered, Instant at, List<String> pods, Map<String, Row> rows) {

    public MeshFact {
        pods = List.copyOf(pods);
        rows = Map.copyOf(rows);
    }

    /**
     * What one instance says. 5,000 instances reach each other by 25 million pings, so these are bits.
     *
     * @param reached the instances that answered it
     * @param broken those that did not
     */
    public record Row(BitSet reached, List<Broken> broken) {
        public Row {
            reached = (BitSet) reached.clone();
            broken = List.copyOf(broken);
        }

        @Override
        public BitSet reached() {
            return (BitSet) reached.clone();
        }
    }

    /** @param error what went wrong, or empty */
    public record Broken(String pod, String error) {}

    /** The instances that this one says nothing of, or has not reached; nothing where it says nothing at all. */
    public Optional<List<String>> unreached(String pod) {
        Row row = rows.get(pod);
        if (row == null) {
            return Optional.empty();
        }
        BitSet missing = new BitSet();
        missing.set(0, pods.size());
        missing.andNot(row.reached);
        return Optional.of(missing.stream().mapToObj(pods::get).toList());
    }
}

package dev.crossfade.core.gate;

import dev.crossfade.core.spec.Cidr;
import java.util.List;

/** Ranges of pod addresses. */
public record Addresses(List<Cidr> ranges) {

    public Addresses {
        ranges = List.copyOf(ranges);
    }

    /** What is no address lies in no range. */
    public boolean hold(String address) {
        Cidr one;
        try {
            one = Cidr.parse(address + (address.contains(":") ? "/128" : "/32"));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
        return ranges.stream().anyMatch(range -> range.contains(one));
    }

    /** The address before the slash. */
    static String ofCidr(String cidr) {
        int slash = cidr.indexOf('/');
        return slash < 0 ? cidr : cidr.substring(0, slash);
    }

    @Override
    public String toString() {
        return String.join(", ", ranges.stream().map(Cidr::toString).toList());
    }
}

package dev.crossfade.core.inventory;

import dev.crossfade.core.spec.Cidr;
import java.util.List;

/** Addresses that a policy names: a range without some of its parts. */
record IpBlock(Cidr range, List<Cidr> except) {

    IpBlock {
        except = List.copyOf(except);
    }

    /** True where an address of the other range is among them. */
    boolean meets(Cidr other) {
        return range.overlaps(other) && !excepted(range.contains(other) ? other : range);
    }

    /** Ranges lie in each other or apart, so exceptions that only touch a range cover it half by half or not at all. */
    private boolean excepted(Cidr part) {
        if (except.stream().anyMatch(exception -> exception.contains(part))) {
            return true;
        }
        List<Cidr> halves = part.halves();
        return except.stream().anyMatch(exception -> exception.overlaps(part))
                && !halves.isEmpty()
                && halves.stream().allMatch(this::excepted);
    }
}

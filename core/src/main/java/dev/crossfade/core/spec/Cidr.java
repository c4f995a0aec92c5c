package dev.crossfade.core.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A range of addresses in canonical form, such as 10.245.0.0/16 or fd00::/104: no host bits, no odd spellings. */
public record Cidr(BigInteger network, int prefix, int bits) {

    /** What every range matches, though not all that matches is a range. */
    static final String FORM = "[0-9a-fA-F.:]+/(?:0|[1-9][0-9]{0,2})";

    public Cidr {
        Objects.requireNonNull(network, "network");
        if (bits != 32 && bits != 128) {
            throw new IllegalArgumentException("an address has 32 or 128 bits, not " + bits);
        }
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("prefix /" + prefix + " is not between 0 and " + bits);
        }
        if (network.signum() < 0 || network.bitLength() > bits) {
            throw new IllegalArgumentException("the network address does not fit " + bits + " bits");
        }
        if (prefix < bits && network.getLowestSetBit() >= 0 && network.getLowestSetBit() < bits - prefix) {
            throw new IllegalArgumentException("host bits are set behind /" + prefix);
        }
    }

    /**
     * @throws IllegalArgumentException with what is wrong about the text, for a person
     */
    public static Cidr parse(String text) {
        return parse(text, false);
    }

    /**
     * As Kubernetes reads ranges: host bits may be set, and count for nothing (k8s.io/utils/net, ParseCIDRSloppy).
     *
     * @throws IllegalArgumentException with what is wrong about the text, for a person
     */
    public static Cidr sloppy(String text) {
        return parse(text, true);
    }

    public boolean isIpv6() {
        return bits == 128;
    }

    private static Cidr parse(String text, boolean sloppy) {
        String[] parts = text.split("/", -1);
        int prefix = parts.length == 2 ? number(parts[1]) : -1;
        if (prefix < 0) {
            throw new IllegalArgumentException("'" + text + "' is not of the form address/prefix");
        }
        boolean six = parts[0].contains(":");
        BigInteger network = six ? parseSix(parts[0]) : parseFour(parts[0]);
        int bits = six ? 128 : 32;
        int host = Math.max(0, bits - prefix);
        return new Cidr(sloppy ? network.shiftRight(host).shiftLeft(host) : network, prefix, bits);
    }

    private static BigInteger parseFour(String address) {
        String[] octets = address.split("\\.", -1);
        long value = 0;
        if (octets.length != 4) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv4 address");
        }
        for (String octet : octets) {
            int number = number(octet);
            if (number < 0 || number > 255) {
                throw new IllegalArgumentException("'" + octet + "' is not an octet of an IPv4 address");
            }
            value = value << 8 | number;
        }
        return BigInteger.valueOf(value);
    }

    /** Of one to three digits, the first not a needless zero; -1 for all else. A look reads as many as a cluster has pods. */
    private static int number(String text) {
        if (text.isEmpty() || text.length() > 3 || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static BigInteger parseSix(String address) {
        int gap = address.indexOf("::");
        if (gap != address.lastIndexOf("::")) {
            throw new IllegalArgumentException("'" + address + "' has two gaps");
        }
        List<String> groups = new ArrayList<>(groups(gap < 0 ? address : address.substring(0, gap)));
        List<String> tail = gap < 0 ? List.of() : groups(address.substring(gap + 2));
        int missing = 8 - groups.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            throw new IllegalArgumentException("'" + address + "' is not an IPv6 address");
        }
        for (int i = 0; i < missing; i++) {
            groups.add("0");
        }
        groups.addAll(tail);
        BigInteger value = BigInteger.ZERO;
        for (String group : groups) {
            if (!group.matches("[0-9a-fA-F]{1,4}")) {
                throw new IllegalArgumentException("'" + group + "' is not a group of an IPv6 address");
            }
            value = value.shiftLeft(16).add(new BigInteger(group, 16));
        }
        return value;
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    public boolean overlaps(Cidr other) {
        if (bits != other.bits) {
            return false;
        }
        int shift = bits - Math.min(prefix, other.prefix);
        return network.shiftRight(shift).equals(other.network.shiftRight(shift));
    }

    /** True where every address of the other range lies in this one. */
    public boolean contains(Cidr other) {
        return prefix <= other.prefix && overlaps(other);
    }

    /** The two ranges of half the size; one that holds a single address has none. */
    public List<Cidr> halves() {
        return prefix == bits
                ? List.of()
                : List.of(
                        new Cidr(network, prefix + 1, bits),
                        new Cidr(network.setBit(bits - prefix - 1), prefix + 1, bits));
    }

    /** How many blocks of this size the range holds; 0 where the block is larger than the range. */
    public BigInteger blocks(int blockPrefix) {
        return blockPrefix < prefix || blockPrefix > bits
                ? BigInteger.ZERO
                : BigInteger.ONE.shiftLeft(blockPrefix - prefix);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (bits == 32) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                text.append(network.shiftRight(shift).and(BigInteger.valueOf(255)));
                text.append(shift == 0 ? "" : ".");
            }
        } else {
            text.append(sixText());
        }
        return text.append('/').append(prefix).toString();
    }

    /** The longest run of zero groups is the gap (RFC 5952). */
    private String sixText() {
        List<String> groups = new ArrayList<>();
        for (int shift = 112; shift >= 0; shift -= 16) {
            groups.add(network.shiftRight(shift).and(BigInteger.valueOf(0xffff)).toString(16));
        }
        int best = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups.get(end).equals("0")) {
                end++;
            }
            if (end - i > length) {
                best = i;
                length = end - i;
            }
        }
        return length < 2
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, best)) + "::" + String.join(":", groups.subList(best + length, 8));
    }
}

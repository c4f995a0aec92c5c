package dev.crossfade.scm.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;

/**
 * The hosts that are reached without the proxy, as curl reads no_proxy (curl.se/docs/manpage.html, --noproxy): names with all
 * that is below them, addresses, networks in CIDR notation, or * for all.
 */
record NoProxy(String list) {

    boolean covers(String host) {
        String name = bare(host);
        return Arrays.stream(list.split("[,\\s]+", -1))
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> isAddress(name) ? holds(entry, name) : entry.equals("*") || isBelow(name, entry));
    }

    private static boolean holds(String entry, String address) {
        if (entry.equals("*")) {
            return true;
        }
        int slash = entry.indexOf('/');
        String network = bare(slash < 0 ? entry : entry.substring(0, slash));
        if (!isAddress(network)) {
            return false;
        }
        byte[] left = bytes(network);
        byte[] right = bytes(address);
        int bits = slash < 0 ? left.length * 8 : length(entry.substring(slash + 1), left.length * 8);
        return left.length == right.length && bits >= 0 && sharesBits(left, right, bits);
    }

    private static int length(String digits, int longest) {
        boolean valid = digits.matches("\\d{1,3}") && Integer.parseInt(digits) <= longest;
        return valid ? Integer.parseInt(digits) : -1;
    }

    private static boolean sharesBits(byte[] left, byte[] right, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((left[bit / 8] & mask) != (right[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBelow(String host, String entry) {
        String domain = bare(entry.startsWith(".") ? entry.substring(1) : entry);
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** Without the brackets of IPv6 and the dot that ends a full name. */
    private static String bare(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        name = name.startsWith("[") && name.endsWith("]") ? name.substring(1, name.length() - 1) : name;
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static boolean isAddress(String host) {
        return host.matches("\\d{1,3}(\\.\\d{1,3}){3}") || host.contains(":");
    }

    private static byte[] bytes(String address) {
        try {
            // of what is an address already, Java looks up nothing
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return new byte[0];
        }
    }
}

package dev.crossfade.core.facts;

/**
 * An object by kind and name.
 *
 * @param namespace kube-system for a namespaced kind that the table says nothing else about; empty for a kind without one
 */
public record ObjectName(String kind, String name, String namespace) {

    private static final String DEFAULT_NAMESPACE = "kube-system";

    /** As the tables write it: {@code Kind/name}, or {@code Kind/name@namespace}. */
    static ObjectName parse(String text) {
        int slash = text.indexOf('/');
        int at = text.indexOf('@');
        String kind = text.substring(0, slash);
        String fallback = KindFacts.of(kind).namespaced() ? DEFAULT_NAMESPACE : "";
        return new ObjectName(
                kind,
                text.substring(slash + 1, at < 0 ? text.length() : at),
                at < 0 ? fallback : text.substring(at + 1));
    }

    public String kindAndName() {
        return kind + "/" + name;
    }

    /** The resource as kubectl takes it beyond doubt: {@code daemonsets.apps/calico-node}. */
    public String resource() {
        KindFacts facts = KindFacts.of(kind);
        return facts.plural() + (facts.group().isEmpty() ? "" : "." + facts.group()) + "/" + name;
    }

    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}

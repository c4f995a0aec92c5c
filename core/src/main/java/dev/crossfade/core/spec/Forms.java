package dev.crossfade.core.spec;

/** Patterns that several keys share, and what they mean. */
final class Forms {

    static final String PATH =
            "(?!/)(?!.*//)(?!.*(^|/)(\\.\\.?|\\.[gG][iI][tT])(/|$))[^\\\\\\x00-\\x1f]*[^/\\\\\\x00-\\x1f]";
    static final String PATH_MEANS = "a path from the repository's root, inside it and outside .git";

    static final String LABEL = "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?";
    static final String LABEL_MEANS = "a DNS label (lower case, digits and '-')";

    /** A DNS subdomain (Kubernetes, "Object Names and IDs"). */
    static final String NAME = "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    static final String NAME_MEANS =
            "a name of an object (lower case, digits and '-', with letters or digits on both sides of each '.')";

    private static final String URL_ROOT =
            "https?://([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+\\])(:[0-9]{1,5})?";

    private static final String URL_PATH = "(/([-A-Za-z0-9._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*)?";

    /** An address that further paths are put behind (RFC 3986, without user name and password). */
    static final String ROOT_URL = URL_ROOT + URL_PATH;

    static final String ROOT_URL_MEANS =
            "an http or https address without user name, password and query, such as https://prometheus.example.com";

    static final String URL = URL_ROOT + URL_PATH + "(\\?([-A-Za-z0-9._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})*)?";

    static final String URL_MEANS =
            "an http or https address without user name and password, such as https://shop.example.com/healthz";

    static final String GATE_NAME =
            "Name of the gate, as plan and status print it; none of the plan's own gates has it";
    static final String GATE_PHASES = "Ids of the phases in which it stands, rows or commits, or all";

    private Forms() {}
}

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

    private Forms() {}
}

package dev.crossfade.assembly;

/** Applications of Argo CD that tests put beside those of the story. */
final class Applications {

    /** The repository of the story. */
    static final String REPOSITORY = "https://git.example.com/platform/gitops.git";

    static final String HERE = "server: https://kubernetes.default.svc";

    private Applications() {}

    /** @param destination and source as flow maps without their braces */
    static String of(String name, String destination, String source) {
        return with(name, "  destination: {" + destination + "}\n  source: {" + source + "}\n");
    }

    /** One that reads a folder, of whatever repository. */
    static String reading(String name, String destination, String path) {
        return of(name, destination, "repoURL: x, path: " + path);
    }

    /** @param spec lines of its specification, indented */
    static String with(String name, String spec) {
        return "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: " + name + "}\nspec:\n" + spec;
    }
}

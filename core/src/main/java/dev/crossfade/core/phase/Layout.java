package dev.crossfade.core.phase;

/** The names and paths that Crossfade writes for one migration. */
public record Layout(String migration, String path) {

    /** Label of objects that leave with the next commit; its value is the id of the step that wrote them. */
    public static final String JOB_LABEL = "crossfade.dev/job";

    /** Namespace of Cilium, of Calico's manifest install, of the marker, the probe and the Jobs. */
    public static final String NAMESPACE = "kube-system";

    public String name() {
        return "crossfade-" + migration;
    }

    public String applicationsName() {
        return name() + "-applications";
    }

    public String probe() {
        return name() + "-probe";
    }

    public String bootstrap() {
        return path + "/bootstrap.yaml";
    }

    public String readme() {
        return path + "/README.md";
    }

    public String runbook() {
        return path + "/runbook.md";
    }

    public String overlay() {
        return path + "/cilium/values.migration.yaml";
    }

    public String applications() {
        return path + "/applications";
    }

    public String manifests() {
        return path + "/manifests";
    }

    public String marker() {
        return manifests() + "/configmap-crossfade.yaml";
    }

    public String applicationsMarker() {
        return applications() + "/configmap-crossfade.yaml";
    }

    public String ciliumApplication() {
        return applications() + "/application-cilium.yaml";
    }

    public String nodeConfig() {
        return manifest("CiliumNodeConfig", "cilium-default");
    }

    /** One file per object: {@code <kind>-<name>.yaml} in lower case. */
    public String manifest(String kind, String name) {
        return manifests() + "/" + (kind + "-" + name).toLowerCase(java.util.Locale.ROOT) + ".yaml";
    }
}

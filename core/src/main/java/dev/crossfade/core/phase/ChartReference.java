package dev.crossfade.core.phase;

import dev.crossfade.core.spec.ChartSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where Argo CD finds the Cilium chart, as the fields of an Application's source. */
record ChartReference(String repoURL, Map<String, Object> fields) {

    static ChartReference of(Migration migration) {
        String version = migration.spec().cilium().version().toString();
        ChartSource source = migration.spec().cilium().chart();
        Map<String, Object> fields = new LinkedHashMap<>();
        String url;
        if (source instanceof ChartSource.HelmRepository chart) {
            url = chart.repository();
            fields.put("chart", chart.name());
            fields.put("targetRevision", version);
        } else if (source instanceof ChartSource.Oci chart) {
            // Argo CD wants the registry without its scheme (argo-cd docs/user-guide/helm.md)
            String address = chart.oci().replaceFirst("^oci://", "");
            url = address.substring(0, address.lastIndexOf('/'));
            fields.put("chart", address.substring(address.lastIndexOf('/') + 1));
            fields.put("targetRevision", version);
        } else {
            url = migration.spec().argo().repoURL();
            fields.put("path", ((ChartSource.Path) source).path());
            fields.put("targetRevision", migration.spec().git().branch());
        }
        return new ChartReference(url, fields);
    }
}

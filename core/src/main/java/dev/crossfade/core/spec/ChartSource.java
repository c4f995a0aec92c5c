package dev.crossfade.core.spec;

/** Where the Cilium chart comes from. */
public sealed interface ChartSource permits ChartSource.HelmRepository, ChartSource.Oci, ChartSource.Path {

    /** A Helm repository. */
    record HelmRepository(
            @Key(
                    value = "Address of the Helm repository",
                    required = true,
                    pattern = "(?!.*://[^/]*@)[a-z0-9+.-]+(://|@).+",
                    form = "a URL without user name or password")
            String repository,

            @Key(value = "Name of the chart", or = "cilium") String name)
            implements ChartSource {}

    /** An OCI registry. */
    record Oci(
            @Key(
                    value = "Address of the chart in an OCI registry",
                    required = true,
                    pattern = "oci://[^/@]+/.+",
                    form = "an address such as oci://registry.example.com/charts/cilium")
            String oci)
            implements ChartSource {}

    /** A folder of this repository. */
    record Path(
            @Key(
                    value = "Folder of this repository that holds the chart",
                    required = true,
                    pattern = Forms.PATH,
                    form = Forms.PATH_MEANS)
            String path)
            implements ChartSource {}
}

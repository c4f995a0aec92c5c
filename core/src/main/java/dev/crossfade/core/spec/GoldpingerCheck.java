package dev.crossfade.core.spec;

/** Where another Goldpinger is. */
public sealed interface GoldpingerCheck permits GoldpingerCheck.InCluster, GoldpingerCheck.At {

    /** As a DaemonSet of the cluster, asked through the API server. */
    record InCluster(
            @Key(value = "Name of its DaemonSet", required = true, pattern = Forms.NAME, form = Forms.NAME_MEANS)
            String daemonSet,

            @Key(value = "Namespace of its DaemonSet", required = true, pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
            String namespace)
            implements GoldpingerCheck {}

    /** At an address. */
    record At(
            @Key(
                    value = "Its address, without /check_all",
                    required = true,
                    pattern = Forms.ROOT_URL,
                    form = Forms.ROOT_URL_MEANS)
            String url)
            implements GoldpingerCheck {}
}

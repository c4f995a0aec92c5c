package dev.crossfade.core.spec;

/** What a Prometheus must answer. */
public record PrometheusCheck(
        @Key(
                value = "Address of Prometheus, without /api/v1/query",
                required = true,
                pattern = Forms.ROOT_URL,
                form = Forms.ROOT_URL_MEANS)
        String server,

        @Key(value = "Query that answers a number for each series, or one", required = true)
        String query,

        @Key(
                value = "What each of them must be, such as \"== 0\" or \"< 0.01\", in quotes",
                required = true,
                pattern = Comparison.FORM,
                form = "a comparison with a number, in quotes, such as \"== 0\" or \"< 0.01\"")
        String is) {

    public Comparison comparison() {
        return Comparison.parse(is);
    }
}

package dev.crossfade.helm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.crossfade.core.render.Chart;
import dev.crossfade.core.render.ChartRelease;
import dev.crossfade.core.render.ChartRendering;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster listens where KUBECONFIG points (the build sets it), and no chart may ask it anything. */
class NoClusterTest {

    private static final String DESCRIPTION = "apiVersion: v2\nname: %s\nversion: 1.0.0\n";
    private static final String FOUND = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {found: '%s'}\n";
    private static final String BACKQUOTES = "{{ lookup `v1` `Secret` `kube-system` `cilium-ca` | toJson }}";
    private static final String BUILT =
            "{{ tpl (printf \"{{ %sup `v1` `Secret` `kube-system` `a` | toJson }}\" \"look\") . }}";

    @TempDir
    Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer cluster;

    @BeforeEach
    void listen() throws IOException {
        cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cluster.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        cluster.start();
        Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                        apiVersion: v1
                        kind: Config
                        current-context: live
                        contexts: [{name: live, context: {cluster: live, user: me}}]
                        clusters: [{name: live, cluster: {server: "http://127.0.0.1:%d"}}]
                        users: [{name: me, user: {token: of-an-admin}}]
                        """.formatted(
                        cluster.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        cluster.stop(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                BACKQUOTES,
                "{{ lookup \"v1\" \"Secret\" \"kube-system\" \"cilium-ca\" | toJson }}",
                "{{- $kind := `Secret` }}{{ (lookup\n`v1` $kind .Release.Namespace ``) | toJson }}",
                "{{ `a` | lookup `v1` `Secret` (print `kube-` `system`) | toJson }}"
            })
    void whatIsLookedUpIsNotThere(String asking) {
        ChartRendering rendering =
                render(Map.of("templates/a.yaml", bytes(FOUND.formatted(asking.replace("'", "''")))));

        assertThat(((ChartRendering.Objects) rendering).objects())
                .singleElement()
                .extracting(object -> object.get("data"))
                .isEqualTo(Map.of("found", "{}"));
        assertThat(requests).isEmpty();
    }

    @Test
    void aPackedSubchartIsRefusedAndAsksNobody() {
        refused(Map.of("charts/sub-1.0.0.tgz", packed(FOUND.formatted(BACKQUOTES))));
    }

    @Test
    void aTemplateThatIsPutTogetherIsRefusedAndAsksNobody() {
        refused(Map.of("templates/a.yaml", bytes(FOUND.formatted(BUILT))));
        refused(Map.of(
                "templates/a.yaml",
                bytes(FOUND.formatted("{{ tpl (.Files.Get `b.txt`) . }}")),
                "b.txt",
                bytes(BACKQUOTES)));
    }

    private void refused(Map<String, byte[]> files) {
        assertThat(((ChartRendering.Refused) render(files)).reason())
                .startsWith("the chart asks the cluster")
                .contains("Helm says ");
        assertThat(requests).isEmpty();
    }

    @Test
    void textsAndFieldsMayBeCalledSo() {
        ChartRendering rendering = render(Map.of(
                "values.yaml",
                bytes("lookup: b\n"),
                "templates/a.yaml",
                bytes(FOUND.formatted(
                        "{{ $lookup := .Values.lookup }}{{ $lookup }}{{ \" a lookup \" }}{{ ` lookup .` }}"))));

        assertThat(((ChartRendering.Objects) rendering).objects().get(0).get("data"))
                .isEqualTo(Map.of("found", "b a lookup  lookup ."));
    }

    /** The same order in the environment of this process: so the tests above would notice. */
    @Test
    void inThisEnvironmentTheClusterWouldBeAsked() throws Exception {
        Path chart = Files.createDirectories(folder.resolve("chart/templates")).getParent();
        Files.writeString(chart.resolve("Chart.yaml"), DESCRIPTION.formatted("small"));
        Files.writeString(chart.resolve("templates/a.yaml"), FOUND.formatted(BACKQUOTES));
        ProcessBuilder builder = HelmProcess.builder();
        builder.environment().clear();
        builder.environment().putAll(System.getenv());
        Process process = builder.start();
        try (DataOutputStream orders = new DataOutputStream(process.getOutputStream());
                DataInputStream answers = new DataInputStream(process.getInputStream())) {
            new HelmWork.Order(chart.toString(), "cilium", "kube-system", "1.31", List.of()).write(orders);
            orders.flush();
            HelmWork.Answer.read(answers);
        }
        assertThat(process.waitFor()).isZero();
        assertThat(requests).isNotEmpty();
    }

    private static ChartRendering render(Map<String, byte[]> files) {
        TreeMap<String, byte[]> chart = new TreeMap<>(files);
        chart.put(Chart.DESCRIPTION, bytes(DESCRIPTION.formatted("small")));
        return new HelmChartEngine()
                .render(new Chart(chart), new ChartRelease("cilium", "kube-system", "1.31", List.of()));
    }

    private static byte[] packed(String template) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(archive)) {
            entry(out, "sub/Chart.yaml", bytes(DESCRIPTION.formatted("sub")));
            entry(out, "sub/templates/a.yaml", bytes(template));
            out.write(new byte[1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return archive.toByteArray();
    }

    /** As ustar has it. */
    private static void entry(GZIPOutputStream out, String name, byte[] content) throws IOException {
        byte[] head = new byte[512];
        put(head, 0, name);
        put(head, 100, "0000644");
        put(head, 108, "0000000");
        put(head, 116, "0000000");
        put(head, 124, "%011o".formatted(content.length));
        put(head, 136, "00000000000");
        Arrays.fill(head, 148, 156, (byte) ' ');
        head[156] = '0';
        put(head, 257, "ustar\00000");
        int sum = 0;
        for (byte part : head) {
            sum += part;
        }
        put(head, 148, "%06o".formatted(sum));
        out.write(head);
        out.write(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    }

    private static void put(byte[] head, int at, String text) {
        System.arraycopy(bytes(text), 0, head, at, text.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}

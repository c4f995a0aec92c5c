package dev.crossfade.clustertest;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A chart repository on loopback: archives and an index of them. */
final class ChartRepository implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("(.+?)-(v?[0-9].*)\\.tgz");

    private final HttpServer server;

    private ChartRepository(HttpServer server) {
        this.server = server;
    }

    static ChartRepository of(List<Path> archives) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            serve(server, "/index.yaml", index(address, archives).getBytes(StandardCharsets.UTF_8));
            for (Path archive : archives) {
                serve(server, "/" + archive.getFileName(), Files.readAllBytes(archive));
            }
            server.start();
            return new ChartRepository(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static void serve(HttpServer server, String path, byte[] body) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    /** What helm repo index would write, as far as a client reads it. */
    private static String index(String address, List<Path> archives) {
        Map<String, String> charts = new TreeMap<>();
        archives.forEach(each -> {
            Matcher name = NAME.matcher(each.getFileName().toString());
            if (!name.matches()) {
                throw new IllegalArgumentException(each + " is no archive of a chart");
            }
            charts.merge(name.group(1), entry(address, each, name), String::concat);
        });
        StringBuilder text = new StringBuilder("apiVersion: v1\nentries:\n");
        charts.forEach((chart, entries) ->
                text.append("  ").append(chart).append(":\n").append(entries));
        return text.toString();
    }

    private static String entry(String address, Path archive, Matcher name) {
        return "  - apiVersion: v2\n    name: " + name.group(1) + "\n    version: " + name.group(2) + "\n    digest: "
                + digest(archive) + "\n    urls: [\"" + address + "/" + archive.getFileName() + "\"]\n";
    }

    private static String digest(Path archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

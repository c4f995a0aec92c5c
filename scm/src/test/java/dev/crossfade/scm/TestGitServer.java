package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.RefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git over HTTP, as a forge serves it, with one password and with the troubles that a test asks for. */
final class TestGitServer implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Repository repository;
    private final String scheme;
    private volatile String credentials = "";
    private volatile Trouble trouble = exchange -> false;
    private volatile boolean loseAnswers;

    /** Answers in the server's place, or not. */
    @FunctionalInterface
    interface Trouble {
        boolean answers(HttpExchange exchange) throws IOException;
    }

    private TestGitServer(HttpServer server, Repository repository, String scheme) {
        this.server = server;
        this.repository = repository;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static TestGitServer plain(Repository repository) throws IOException {
        return new TestGitServer(HttpServer.create(anyPort(), 0), repository, "http");
    }

    static TestGitServer secure(Repository repository, SSLContext context) throws IOException {
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new TestGitServer(server, repository, "https");
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    String url() {
        return url("");
    }

    /** @param userInfo such as {@code jo:secret@} */
    String url(String userInfo) {
        return scheme + "://" + userInfo + "localhost:" + port() + "/platform/gitops.git";
    }

    int port() {
        return server.getAddress().getPort();
    }

    TestGitServer demand(String user, String password) {
        credentials = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return this;
    }

    void trouble(Trouble newest) {
        trouble = newest;
    }

    /** From now on what is pushed is done, and nobody hears of it. */
    void loseAnswers() {
        loseAnswers = true;
    }

    /** Answers every request so. */
    void answer(int status, String contentType, String body) {
        trouble = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            send(exchange, status, body.getBytes(UTF_8));
            return true;
        };
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            if (trouble.answers(exchange)) {
                return;
            }
            String given = exchange.getRequestHeaders().getFirst("Authorization");
            if (!credentials.isEmpty() && !credentials.equals(given)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"forge\"");
                send(exchange, 401, new byte[0]);
                return;
            }
            serve(exchange);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        boolean second = "version=2".equals(exchange.getRequestHeaders().getFirst("Git-Protocol"));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        String type;
        if (path.endsWith("/info/refs")) {
            String service = query.replace("service=", "");
            type = "application/x-" + service + "-advertisement";
            advertise(service, second, answer);
        } else if (path.endsWith("/git-upload-pack")) {
            type = "application/x-git-upload-pack-result";
            UploadPack pack = uploadPack(second);
            pack.upload(body(exchange), answer, null);
        } else {
            type = "application/x-git-receive-pack-result";
            ReceivePack pack = new ReceivePack(repository);
            pack.setBiDirectionalPipe(false);
            pack.receive(body(exchange), answer, null);
            if (loseAnswers) {
                return;
            }
        }
        exchange.getResponseHeaders().set("Content-Type", type);
        send(exchange, 200, answer.toByteArray());
    }

    private void advertise(String service, boolean second, OutputStream answer) throws IOException {
        PacketLineOut lines = new PacketLineOut(answer);
        lines.writeString("# service=" + service + "\n");
        lines.end();
        RefAdvertiser advertiser = new RefAdvertiser.PacketLineOutRefAdvertiser(lines);
        if (service.equals("git-upload-pack")) {
            uploadPack(second).sendAdvertisedRefs(advertiser);
        } else {
            ReceivePack pack = new ReceivePack(repository);
            pack.setBiDirectionalPipe(false);
            pack.sendAdvertisedRefs(advertiser);
        }
    }

    private UploadPack uploadPack(boolean second) {
        UploadPack pack = new UploadPack(repository);
        pack.setBiDirectionalPipe(false);
        if (second) {
            pack.setExtraParameters(List.of("version=2"));
        }
        return pack;
    }

    private static InputStream body(HttpExchange exchange) throws IOException {
        InputStream body = exchange.getRequestBody();
        return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                ? new GZIPInputStream(body)
                : body;
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

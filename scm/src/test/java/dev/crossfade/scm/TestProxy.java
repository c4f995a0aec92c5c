package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that opens tunnels to where it is told, and remembers them. */
final class TestProxy implements AutoCloseable {
    final List<String> tunnels = new CopyOnWriteArrayList<>();

    private final ServerSocket listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TestProxy() throws IOException {
        threads.submit(() -> {
            while (true) {
                Socket client = listening.accept();
                threads.submit(() -> {
                    tunnel(client);
                    return null;
                });
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    private void tunnel(Socket client) throws IOException {
        BufferedReader head = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1), 1);
        String request = head.readLine();
        for (String line = request; line != null && !line.isEmpty(); ) {
            line = head.readLine();
        }
        tunnels.add(request);
        String port = request.replaceFirst("CONNECT [^:]+:(\\d+) .*", "$1");
        Socket server = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
        client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
        threads.submit(() -> {
            pump(client.getInputStream(), server.getOutputStream());
            return null;
        });
        pump(server.getInputStream(), client.getOutputStream());
        client.close();
    }

    private static void pump(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8192];
        for (int count = from.read(buffer); count > 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}

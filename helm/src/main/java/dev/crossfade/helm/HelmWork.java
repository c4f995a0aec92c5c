package dev.crossfade.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the process beside does: reads orders and writes answers until nobody has another order. */
final class HelmWork {

    /** Without a library for this machine helm-java would fetch one over the network, and compare it with nothing. */
    private static final String NO_DOWNLOAD = "com.marcnuri.jkube-helm.skipRemoteJar";

    private HelmWork() {}

    public static void main(String[] nothing) throws IOException {
        System.setProperty(NO_DOWNLOAD, "true");
        PrintStream answers = System.out;
        // whatever a library prints is no answer
        System.setOut(System.err);
        serve(System.in, answers);
    }

    private static void serve(InputStream orders, OutputStream answers) throws IOException {
        DataInputStream in = new DataInputStream(orders);
        DataOutputStream out = new DataOutputStream(answers);
        while (true) {
            Order order;
            try {
                order = Order.read(in);
            } catch (EOFException nobodyIsThere) {
                return;
            }
            answer(order).write(out);
            out.flush();
        }
    }

    private static Answer answer(Order order) {
        try {
            return new Answer(Answer.Kind.RENDERED, template(order));
        } catch (IllegalStateException refused) {
            return new Answer(Answer.Kind.REFUSED, String.valueOf(refused.getMessage()));
        } catch (LinkageError | IllegalArgumentException e) {
            return new Answer(Answer.Kind.UNABLE, String.valueOf(e.getMessage()));
        }
    }

    private static String template(Order order) {
        TemplateCommand command = new Helm(Path.of(order.chart()))
                .template()
                .withName(order.name())
                .withNamespace(order.namespace())
                .withKubeVersion(order.kubernetesVersion());
        for (String values : order.values()) {
            command = command.withValuesFile(Path.of(values));
        }
        return command.call();
    }

    /** One rendering; chart and values are paths. */
    record Order(String chart, String name, String namespace, String kubernetesVersion, List<String> values) {

        Order {
            values = List.copyOf(values);
        }

        private static Order read(DataInputStream in) throws IOException {
            String chart = take(in);
            String name = take(in);
            String namespace = take(in);
            String version = take(in);
            List<String> values = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                values.add(take(in));
            }
            return new Order(chart, name, namespace, version, values);
        }

        void write(DataOutputStream out) throws IOException {
            for (String text : List.of(chart, name, namespace, kubernetesVersion)) {
                put(out, text);
            }
            out.writeInt(values.size());
            for (String text : values) {
                put(out, text);
            }
        }
    }

    /** What came of an order. */
    record Answer(Kind kind, String text) {

        /** Rendered, refused by Helm, or the engine does not run. */
        enum Kind {
            RENDERED,
            REFUSED,
            UNABLE
        }

        static Answer read(DataInputStream in) throws IOException {
            return new Answer(Kind.valueOf(take(in)), take(in));
        }

        private void write(DataOutputStream out) throws IOException {
            put(out, kind.name());
            put(out, text);
        }
    }

    /** A rendering is longer than DataOutputStream's own texts may be. */
    private static void put(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String take(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.crossfade.helm;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.jni.HelmLib;
import com.marcnuri.helm.jni.NativeLibrary;
import com.sun.jna.Native;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Helm's engine in a process of its own, which knows of no cluster: helm-java lets templates ask whatever cluster the environment
 * names, and native code sees the environment that its process began with.
 */
final class HelmProcess {

    /** Nothing can listen at port 0, so what asks all the same fails at once. */
    private static final String NOWHERE = "http://127.0.0.1:0";

    /**
     * In place of all that names a cluster or a proxy, or what a pod's own account reaches (helm.sh/docs/helm/helm; client-go's
     * clientcmd).
     */
    private static final Map<String, String> NO_CLUSTER = Map.of(
            "KUBECONFIG",
            "/dev/null",
            "HELM_KUBEAPISERVER",
            NOWHERE,
            "KUBERNETES_MASTER",
            NOWHERE,
            "HOME",
            "/nonexistent");

    /** What Java and the loader of libraries need, and nothing else. */
    private static final Set<String> KEPT = Set.of("LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH", "TZ");

    /** Alike in both processes. */
    private static final List<String> PROPERTIES = List.of("java.io.tmpdir", "user.home", "jna.tmpdir");

    private static @Nullable HelmProcess running;

    private final Process process;
    private final DataOutputStream orders;
    private final DataInputStream answers;

    private HelmProcess(Process process) {
        this.process = process;
        this.orders = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.answers = new DataInputStream(process.getInputStream());
    }

    /**
     * One for all, which ends with this process: its start takes longer than a rendering.
     *
     * @throws IOException where it cannot be started, or ends
     * @throws TimeoutException where it has not answered after that time, and was ended
     */
    static synchronized HelmWork.Answer carryOut(HelmWork.Order order, Duration patience)
            throws IOException, TimeoutException {
        HelmProcess there = running;
        if (there == null || !there.process.isAlive()) {
            there = new HelmProcess(builder().start());
        }
        // again only where it answers in time: what it would answer later belongs to an order that nobody waits for
        running = null;
        HelmWork.Answer answer = there.answer(order, patience);
        running = there;
        return answer;
    }

    private HelmWork.Answer answer(HelmWork.Order order, Duration patience) throws IOException, TimeoutException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> limit = CompletableFuture.runAsync(
                () -> {
                    // first, as the end of the process ends the reading
                    late.set(true);
                    process.destroyForcibly();
                },
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        boolean answered = false;
        try {
            order.write(orders);
            orders.flush();
            HelmWork.Answer answer = HelmWork.Answer.read(answers);
            answered = true;
            return answer;
        } catch (IOException e) {
            if (late.get()) {
                throw (TimeoutException) new TimeoutException("no answer after " + patience).initCause(e);
            }
            throw e;
        } finally {
            limit.cancel(false);
            if (!answered) {
                process.destroyForcibly();
            }
        }
    }

    static ProcessBuilder builder() throws IOException {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        for (String name : PROPERTIES) {
            if (System.getProperty(name) != null) {
                line.add("-D" + name + "=" + System.getProperty(name));
            }
        }
        line.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Djna.encoding=UTF-8",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                places(),
                HelmWork.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(NO_CLUSTER);
        return builder;
    }

    /** Where the classes lie that it needs: the class path of this process may be a loader's own affair. */
    private static String places() throws IOException {
        List<Class<?>> needed = Stream.<Class<?>>concat(
                        Stream.of(HelmWork.class, Helm.class, HelmLib.class, Native.class),
                        ServiceLoader.load(NativeLibrary.class).stream().map(ServiceLoader.Provider::type))
                .toList();
        try {
            return needed.stream().map(HelmProcess::place).distinct().collect(Collectors.joining(File.pathSeparator));
        } catch (IllegalStateException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException | RuntimeException e) {
            throw new IllegalStateException("the file that " + type.getName() + " comes from is not known", e);
        }
    }
}

package dev.crossfade.assembly;

import dev.crossfade.core.Crossfade;
import dev.crossfade.core.SpecFile;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Planner;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The published story's plan, made from examples/db-schenker as it stands, or with an edit of its crossfade.yaml. */
public final class Story {

    static final List<String> CHARTS = List.of("1.14.19", "1.16.19", "1.18.12", "1.20.0");

    private static final String SPEC = "crossfade.yaml";

    private Story() {}

    /** The repository's root, as the build names it. */
    static Path root() {
        return Path.of(System.getProperty("crossfade.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** The folder with charts, schemas and upstream's manifests that tests read where it is there. */
    static Path shared() {
        return root().resolveSibling("shared");
    }

    /** The Applications deploy to the cluster of the specification and follow its branch; the root does not. */
    static MapTree elsewhere(MapTree tree) {
        String spec = tree.files().get(SPEC);
        String cluster =
                word(spec, "(?m)^  cluster:\\n    ((?:server|name): \\S+)$", "server: https://kubernetes.default.svc");
        String branch = word(spec, "(?m)^    branch: (\\S+)$", "main");
        MapTree moved = tree;
        for (String path : tree.files().keySet()) {
            if (path.startsWith("apps/") && !path.equals("apps/root.yaml")) {
                moved = moved.with(
                        path,
                        tree.files()
                                .get(path)
                                .replace("server: https://kubernetes.default.svc", cluster)
                                .replace("targetRevision: main", "targetRevision: " + branch));
            }
        }
        return moved;
    }

    private static String word(String text, String pattern, String otherwise) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : otherwise;
    }

    static MapTree tree() {
        return tree("db-schenker");
    }

    /** Every folder of examples that holds a repository. */
    static List<String> examples() {
        try (Stream<Path> folders = Files.list(root().resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve(SPEC)))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An example's repository, as its sandbox commits it. */
    static MapTree tree(String example) {
        Path folder = root().resolve("examples").resolve(example);
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                if (!name.startsWith("target/") && !name.equals("pom.xml")) {
                    files.put(name, Files.readString(path));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new MapTree(files);
    }

    static Preview preview() {
        return preview(UnaryOperator.identity());
    }

    /** The plan with crossfade.yaml edited, which must really change something. */
    public static Preview preview(UnaryOperator<String> edit) {
        MapTree tree = tree();
        String text = edit.apply(tree.files().get(SPEC));
        return new Crossfade(new ClasspathTemplates(), ProgressListener.SILENT)
                .plan(new SpecFile(SPEC, text), elsewhere(tree.with(SPEC, text)));
    }

    /** The plan with one file of the repository replaced. */
    static Preview preview(String text, String path) {
        return plan(tree().with(path, text));
    }

    /** The plan of a repository of its own making. */
    static Preview plan(MapTree tree) {
        return new Crossfade(new ClasspathTemplates(), ProgressListener.SILENT)
                .plan(new SpecFile(SPEC, tree.files().get(SPEC)), tree);
    }

    /** The plan that starts from one tree and goes on from another, as the command sees a repository. */
    static Preview planFrom(MapTree start, MapTree base) {
        MigrationSpec spec =
                SpecReader.read(SPEC, base.files().get(SPEC)).spec().orElseThrow();
        Plan plan = Planner.plan(SPEC, spec, start, base, new ClasspathTemplates());
        PlanRenderer renderer = new PlanRenderer(plan);
        return new Preview(
                plan,
                renderer.render(base),
                List.of(),
                Stream.concat(plan.findings().stream(), renderer.findings(base).stream())
                        .toList());
    }

    /** All that a plan says, or that its refusal says, from where a repository stands now; nothing is rendered. */
    static List<Problem> said(MapTree start, MapTree base) {
        MigrationSpec spec =
                SpecReader.read(SPEC, base.files().get(SPEC)).spec().orElseThrow();
        try {
            return Planner.plan(SPEC, spec, start, base, new ClasspathTemplates())
                    .findings();
        } catch (CrossfadeException refused) {
            return refused.problems();
        }
    }

    /** What is said under one code before the first phase, by the plan or by its refusal. */
    static List<Problem> said(MapTree tree, ErrorCode code) {
        return said(tree, tree).stream()
                .filter(problem -> problem.code() == code)
                .toList();
    }

    /** The plan with another chart, a CNI folder that is shared, host ports, and BPF host routing at the end. */
    static Preview sharingTheCniFolder(String version) {
        return preview(text -> replace(
                replace(
                        replace(text, "version: 1.18.12", "version: " + version),
                        "    clusterName:",
                        "    cniExclusive: false\n    hostLegacyRoutingAtEnd: false\n    clusterName:"),
                "    encapsulation:",
                "    hostPorts: true\n    encapsulation:"));
    }

    static Preview withCilium(String version) {
        return preview(text -> replace(text, "version: 1.18.12", "version: " + version));
    }

    static String replace(String text, String old, String with) {
        if (!text.contains(old)) {
            throw new IllegalArgumentException("the example does not say '" + old + "'");
        }
        return text.replace(old, with);
    }

    /** The tree before the first commit, and after each of them. */
    static List<MapTree> states(Preview preview) {
        List<MapTree> states = new ArrayList<>();
        MapTree state = MapTree.copyOf(preview.commits().get(0).base());
        states.add(state);
        for (PlannedCommit commit : preview.commits()) {
            state = state.with(commit.changes());
            states.add(state);
        }
        return states;
    }
}

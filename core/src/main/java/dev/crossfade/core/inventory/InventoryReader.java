package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.ApplicationRef;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the inventory from a tree and names everything that is missing in it, at once. */
public final class InventoryReader {

    private final MigrationSpec spec;
    private final Tree tree;
    private final List<Problem> problems = new ArrayList<>();

    private InventoryReader(MigrationSpec spec, Tree tree) {
        this.spec = spec;
        this.tree = tree;
    }

    /**
     * @throws CrossfadeException with every problem: INPUT_NOT_FOUND, CALICO_NOT_FOUND, APPLICATION_NOT_FOUND,
     *     WORKLOAD_NOT_FOUND and those of the YAML reader
     */
    public static Inventory read(MigrationSpec spec, Tree tree) {
        return new InventoryReader(spec, tree).read();
    }

    /** Every file of the customer's that the plan reads, in the order of the specification. */
    public static List<String> inputs(MigrationSpec spec) {
        List<String> inputs = new ArrayList<>();
        if (spec.calico().source() instanceof CalicoSource.Files source) {
            inputs.addAll(source.files());
            inputs.add(source.application().file());
        }
        inputs.addAll(spec.cilium().values());
        spec.workloads().stream()
                .filter(workload -> workload.source() != null)
                .forEach(workload -> inputs.add(workload.source().file()));
        return inputs.stream().distinct().toList();
    }

    /** Those of the inputs that some phase edits: all but values files before the last one. */
    public static List<String> edited(MigrationSpec spec) {
        List<String> values = spec.cilium().values();
        List<String> before = values.subList(0, values.size() - 1);
        return inputs(spec).stream()
                .filter(input -> !before.contains(input)
                        || spec.workloads().stream()
                                .anyMatch(workload -> workload.source() != null
                                        && workload.source().file().equals(input)))
                .toList();
    }

    private Inventory read() {
        CalicoSource.Files source = (CalicoSource.Files) spec.calico().source();
        List<CalicoObject> objects = new ArrayList<>();
        CalicoNode node = null;
        for (String path : source.files()) {
            Optional<YamlFile> file = parse(path, "spec.calico.source.files");
            if (file.isPresent()) {
                for (YamlDocument document : file.get().documents()) {
                    CalicoObject.of(path, document).ifPresent(objects::add);
                }
                node = node == null ? CalicoNode.search(file.get()).orElse(null) : node;
            }
        }
        spec.cilium().values().forEach(path -> parse(path, "spec.cilium.values"));
        List<FormerAnnotations> former =
                new DeclaredWorkloads(path -> parse(path, "spec.workloads"), problems).read(spec.workloads());
        ApplicationFile application = application(source.application());
        if (node == null && problems.isEmpty()) {
            problems.add(Problem.blocker(
                    ErrorCode.CALICO_NOT_FOUND,
                    Where.file(String.join(", ", source.files())),
                    "none of the files has a DaemonSet calico-node with a container calico-node",
                    "name the file that keeps it under spec.calico.source.files"));
        }
        if (node == null || application == null || !problems.isEmpty()) {
            throw new CrossfadeException(problems);
        }
        List<String> others = new OwnedFolder(tree, application).others(source.files(), problems);
        if (!problems.isEmpty()) {
            throw new CrossfadeException(problems);
        }
        return new Inventory(objects, node, application, others, former, List.of());
    }

    private @Nullable ApplicationFile application(ApplicationRef wanted) {
        Optional<YamlFile> file = parse(wanted.file(), "spec.calico.source.application.file");
        if (file.isEmpty()) {
            return null;
        }
        Optional<YamlDocument> document = ApplicationFile.search(file.get(), wanted.name());
        List<SyncedFolder> folders = document.map(SyncedFolder::of).orElse(List.of());
        if (document.isEmpty() || folders.size() != 1) {
            problems.add(Problem.blocker(
                    ErrorCode.APPLICATION_NOT_FOUND,
                    document.map(found -> found.where(YamlPath.parse("spec.source")))
                            .orElse(Where.file(wanted.file())),
                    document.isEmpty()
                            ? "the file has no Application " + wanted.name()
                            : "Application " + wanted.name() + " has " + folders.size()
                                    + " sources with a path, not one",
                    "name the Application that applies Calico's files from a folder of this repository"));
            return null;
        }
        return ApplicationFile.of(wanted.file(), wanted.name(), folders.get(0), document.get());
    }

    private Optional<YamlFile> parse(String path, String key) {
        Optional<String> text = tree.read(path);
        if (text.isEmpty()) {
            problems.add(Problem.blocker(
                    ErrorCode.INPUT_NOT_FOUND,
                    Where.file(path),
                    "the base commit has no file " + path + " (" + key + ")",
                    "commit the file to the base branch, or correct its path in crossfade.yaml"));
            return Optional.empty();
        }
        try {
            return Optional.of(YamlFile.parse(path, text.get()));
        } catch (CrossfadeException unreadable) {
            problems.addAll(unreadable.problems());
            return Optional.empty();
        }
    }
}

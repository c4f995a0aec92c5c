package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the inventory from a tree and names everything that is missing in it, at once. */
public final class InventoryReader {

    private final MigrationSpec spec;
    private final Input input;

    private InventoryReader(MigrationSpec spec, Input input) {
        this.spec = spec;
        this.input = input;
    }

    /**
     * @throws CrossfadeException with every problem: INPUT_NOT_FOUND, CALICO_NOT_FOUND, CALICO_EXPORT_INCOMPLETE,
     *     APPLICATION_NOT_FOUND, FLAVOUR_UNSUPPORTED, CILIUM_CHART, WORKLOAD_NOT_FOUND, NODE_TEMPLATE_NOT_FOUND,
     *     NODE_TEMPLATE_WAVE and those of the YAML reader
     */
    public static Inventory read(MigrationSpec spec, Tree tree) {
        return new InventoryReader(spec, new Input(tree, new ArrayList<>())).read();
    }

    /**
     * Calico alone, as a later tree keeps it.
     *
     * @param problems what is wrong with it
     */
    public record Calico(Optional<CalicoInventory> found, List<Problem> problems) {}

    public static Calico calico(MigrationSpec spec, Tree tree) {
        Input input = new Input(tree, new ArrayList<>());
        return new Calico(Optional.ofNullable(CalicoReader.read(spec.calico(), input)), List.copyOf(input.problems()));
    }

    /** Inputs that are symbolic links, or lie behind one; a folder of files would be read through them, and no commit is. */
    public static List<Problem> linked(MigrationSpec spec, Tree tree) {
        return LinkedInput.check(spec, tree);
    }

    /** Every file of the customer's that the plan reads, in the order of the specification. */
    public static List<String> inputs(MigrationSpec spec, Tree tree) {
        List<String> inputs = new ArrayList<>(spec.calico().source().inputs(tree::list));
        inputs.addAll(spec.cilium().values());
        CiliumChart.file(spec.cilium()).ifPresent(inputs::add);
        spec.workloads().stream()
                .filter(workload -> workload.source() != null)
                .forEach(workload -> inputs.add(workload.source().file()));
        inputs.addAll(spec.nodes().templates());
        return inputs.stream().distinct().toList();
    }

    /** Those of the inputs that some phase edits: all but the chart and values files before the last one. */
    public static List<String> edited(MigrationSpec spec, Tree tree) {
        List<String> values = spec.cilium().values();
        List<String> before = new ArrayList<>(values.subList(0, values.size() - 1));
        CiliumChart.file(spec.cilium()).ifPresent(before::add);
        return inputs(spec, tree).stream()
                .filter(input -> !before.contains(input)
                        || spec.workloads().stream()
                                .anyMatch(workload -> workload.source() != null
                                        && workload.source().file().equals(input)))
                .toList();
    }

    private Inventory read() {
        spec.cilium().values().forEach(path -> input.parseValues(path, "spec.cilium.values"));
        new CiliumChart(input, spec.cilium()).check();
        List<FormerAnnotations> former = new DeclaredWorkloads(
                        path -> input.parse(path, "spec.workloads"), input.problems())
                .read(spec.workloads());
        List<NodeTemplate> templates = new NodeTemplateReader(spec, input::parse, input.problems()).read();
        CalicoInventory calico = CalicoReader.read(spec.calico(), input);
        if (calico == null || !input.problems().isEmpty()) {
            throw new CrossfadeException(input.problems());
        }
        return new Inventory(calico, former, templates, List.of(), List.of(), List.of());
    }
}

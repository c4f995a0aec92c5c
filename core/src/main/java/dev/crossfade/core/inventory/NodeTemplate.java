package dev.crossfade.core.inventory;

import java.util.List;

/** What a file in Git says about nodes to come: a template, or an object that refers to one. */
public sealed interface NodeTemplate {

    NodeObject object();

    /** The waves that move its nodes; the empty name where the migration has one wave with everything. */
    List<String> waves();

    /**
     * A NodePool of Karpenter's.
     *
     * @param budgeted true where it has disruption budgets of the customer's own
     * @param budgets those of them that hold back a node that drifts, for people to read; empty where none does
     * @param patience its terminationGracePeriod, after which a drain ends without asking; empty where it has none
     * @param taint effect of the startup taint of the migration's key that it has already; empty where it has none
     */
    record KarpenterPool(
            NodeObject object, String wave, boolean budgeted, String budgets, String patience, String taint)
            implements NodeTemplate {

        @Override
        public List<String> waves() {
            return List.of(wave);
        }
    }

    /**
     * A KubeadmConfigTemplate; its waves are those of the MachineDeployments that refer to it.
     *
     * @param taint effect of the taint of the migration's key that it has already; empty where it has none
     */
    record WorkerTemplate(NodeObject object, List<String> waves, String taint) implements NodeTemplate {

        public WorkerTemplate {
            waves = List.copyOf(waves);
        }
    }

    /**
     * A MachineDeployment of Cluster API's.
     *
     * @param template name of the KubeadmConfigTemplate that it refers to
     * @param early true where stopped workloads run on its nodes, which therefore move before the waves
     * @param onDelete true where a machine is replaced only when somebody deletes it
     */
    record MachineDeployment(NodeObject object, String wave, String template, boolean early, boolean onDelete)
            implements NodeTemplate {

        MachineDeployment first() {
            return new MachineDeployment(object, wave, template, true, onDelete);
        }

        @Override
        public List<String> waves() {
            return List.of(wave);
        }

        public boolean refersTo(NodeObject other) {
            boolean anyNamespace =
                    object.namespace().isEmpty() || other.namespace().isEmpty();
            return other.name().equals(template)
                    && (anyNamespace || other.namespace().equals(object.namespace()));
        }
    }

    /**
     * A KubeadmControlPlane, which moves with the last wave.
     *
     * @param taint effect of the taint of the migration's key that machines join with already; empty where there is none
     */
    record ControlPlane(NodeObject object, String wave, String taint) implements NodeTemplate {

        @Override
        public List<String> waves() {
            return List.of(wave);
        }
    }
}

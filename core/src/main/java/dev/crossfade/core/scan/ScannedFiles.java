package dev.crossfade.core.scan;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The YAML files of a tree by what checks look for in them; only files that may hold any of it are parsed, and when somebody
 * asks for it.
 *
 * @param users who reads which file
 * @param applying files that may say so
 * @param interesting files with objects that checks look for
 * @param machines files with objects of Cluster API
 * @param crds files with Calico's CRDs
 * @param files all paths of the tree
 */
record ScannedFiles(
        FileUsers users,
        List<OtherMigration> migrations,
        List<ManifestFile> applying,
        List<ManifestFile> interesting,
        List<ManifestFile> machines,
        List<ManifestFile> crds,
        SortedSet<String> files) {

    /** Words of which an object that a check looks for has one. */
    private static final List<String> WORDS = List.of(
            "projectcalico.org/",
            "operator.tigera.io/",
            "NetworkPolicy",
            "net-conf.json",
            "hostPort",
            "DaemonSet",
            "NetworkAttachmentDefinition",
            "istio-cni-node",
            "linkerd-cni",
            "kube-multus",
            "karpenter.sh/",
            "keda.sh/",
            "rke2-c");

    /** How such an object is written, which CRDs and templates that have the words mostly do not do. */
    private static final Pattern INTERESTING = Pattern.compile("apiVersion[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?"
            + "(?:(crd\\.)?projectcalico\\.org|operator\\.tigera\\.io)/"
            + "|networking\\.k8s\\.io/v1(alpha\\d+|beta\\d+)?\\b|net-conf\\.json|Cilium(Clusterwide)?NetworkPolicy"
            + "|kind[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?(DaemonSet|Installation|NetworkPolicy|NodePool|Provisioner)\\b"
            + "|kind[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?(GatewayAPI|Istio|ManagementClusterConnection|ScaledObject)\\b"
            + "|hostPort[\"']?\\s*:|cni\\.projectcalico\\.org/"
            + "|NetworkAttachmentDefinition|istio-cni-node|linkerd-cni|kube-multus"
            + "|rke2-(calico|canal|cilium)");

    /** Objects of Cluster API, which live in the cluster that manages and not in the one that they make. */
    private static final Pattern MACHINES = Pattern.compile(
            "kind[\"']?\\s*:\\s*(?:[!&]\\S*\\s+)*[\"']?(MachineDeployment|MachinePool|Cluster|KubeadmConfigTemplate)\\b");

    /** One CRD of either set of Calico's tells which it is: ippools.projectcalico.org, ippools.crd.projectcalico.org. */
    private static final Pattern CRDS = Pattern.compile("\\bippools\\.(crd\\.)?projectcalico\\.org\\b");

    ScannedFiles {
        migrations = List.copyOf(migrations);
        applying = List.copyOf(applying);
        interesting = List.copyOf(interesting);
        machines = List.copyOf(machines);
        crds = List.copyOf(crds);
        files = Collections.unmodifiableSortedSet(new TreeSet<>(files));
    }

    static ScannedFiles of(Tree tree) {
        List<FileUser> users = new ArrayList<>();
        List<OtherMigration> migrations = new ArrayList<>();
        List<ManifestFile> applying = new ArrayList<>();
        List<ManifestFile> interesting = new ArrayList<>();
        List<ManifestFile> machines = new ArrayList<>();
        List<ManifestFile> crds = new ArrayList<>();
        SortedSet<String> files = tree.list("");
        for (String name : files) {
            if (ManifestFile.is(name)) {
                ManifestFile file = new ManifestFile(name, text(tree, name));
                OtherMigration.of(name, file.text()).ifPresent(migrations::add);
                if (FileUserSearch.mayRead(file)) {
                    FileUserSearch.add(files, file, users);
                    applying.add(file);
                }
                if (WORDS.stream().anyMatch(file.text()::contains)
                        && INTERESTING.matcher(file.text()).find()) {
                    interesting.add(file);
                }
                if (file.text().contains("cluster.x-k8s.io/")
                        && MACHINES.matcher(file.text()).find()) {
                    machines.add(file);
                }
                if (CRDS.matcher(file.text()).find()) {
                    crds.add(file);
                }
            }
        }
        return new ScannedFiles(FileUsers.of(users), migrations, applying, interesting, machines, crds, files);
    }

    /** A file that is no text, such as an encrypted one, is nobody's manifest. */
    private static String text(Tree tree, String file) {
        try {
            return tree.read(file).orElse("");
        } catch (CrossfadeException unreadable) {
            if (unreadable.problems().stream().allMatch(problem -> problem.code() == ErrorCode.INPUT_NOT_TEXT)) {
                return "";
            }
            throw unreadable;
        }
    }
}

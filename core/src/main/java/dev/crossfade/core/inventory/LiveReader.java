package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.CalicoInstall;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a Calico that Git does not keep, from objects as they were exported; what is to be adopted must be whole. */
record LiveReader(Input input, CalicoInstall install) {

    /** What an API server writes into every object and no person does: without it the export was edited or cut. */
    private static final List<String> PROOF =
            List.of("metadata.uid", "metadata.resourceVersion", "metadata.creationTimestamp");

    CalicoReader.@Nullable Found read(CalicoSource.Live source) {
        List<String> files = input.tree().list(source.live()).stream()
                .filter(file -> file.matches(".*\\.(ya?ml|json)"))
                .toList();
        if (files.isEmpty()) {
            input.notFound(
                    source.live(),
                    "the base commit has no exported object in " + source.live() + " (spec.calico.source.live)",
                    "export them: " + command(false) + " > " + source.live() + "/calico.yaml, and commit the file"
                            + (install == CalicoInstall.MANIFEST
                                    ? "; under canal they are daemonset/canal and configmap/canal-config"
                                    : ""));
            return null;
        }
        List<KeptObject> objects = new ArrayList<>();
        for (String file : files) {
            input.parse(file, "spec.calico.source.live")
                    .ifPresent(parsed -> objects.addAll(LiveExport.objects(parsed)));
        }
        List<KeptObject> adopted = objects.stream().filter(this::isAdopted).toList();
        boolean canal = adopted.stream().anyMatch(LiveReader::isCanals);
        adopted.forEach(kept -> requireWhole(kept, canal));
        boolean main = adopted.stream().anyMatch(kept -> !kept.object().kind().equals("ConfigMap"));
        boolean config = adopted.stream().anyMatch(kept -> kept.object().kind().equals("ConfigMap"));
        if (!main || (install == CalicoInstall.MANIFEST && !config)) {
            incomplete(
                    Where.file(source.live()),
                    "the export lacks " + (main ? "ConfigMap " + (canal ? "canal-config" : "calico-config") : wanted()),
                    canal);
            return null;
        }
        return new CalicoReader.Found(
                objects,
                new CalicoHome.Live(
                        source.live(),
                        files,
                        adopted.stream().map(LiveReader::export).toList()));
    }

    private boolean isAdopted(KeptObject kept) {
        return install == CalicoInstall.OPERATOR
                ? kept.object().kind().equals("Installation")
                : kept.is("DaemonSet/calico-node")
                        || kept.is("DaemonSet/canal")
                        || kept.is("ConfigMap/calico-config")
                        || kept.is("ConfigMap/canal-config");
    }

    private static boolean isCanals(KeptObject kept) {
        return kept.is("DaemonSet/canal") || kept.is("ConfigMap/canal-config");
    }

    private void requireWhole(KeptObject kept, boolean canal) {
        boolean config = kept.object().kind().equals("ConfigMap");
        List<String> needed = new ArrayList<>(PROOF);
        needed.add(config ? "data" : "spec");
        if (!config) {
            needed.add("metadata.generation");
        }
        if (kept.object().kind().equals("DaemonSet")) {
            needed.addAll(List.of("spec.selector", "spec.template.spec.containers"));
        }
        needed.stream()
                .filter(path -> kept.document().get(YamlPath.parse(path)).isEmpty())
                .findFirst()
                .ifPresent(path -> incomplete(
                        kept.document().where(YamlPath.parse(path)),
                        kept.object().kindAndName() + " has no " + path + ": the export is not whole",
                        canal));
        if (kept.document().get(YamlPath.parse("metadata.deletionTimestamp")).isPresent()) {
            incomplete(
                    kept.document().where(YamlPath.parse("metadata.deletionTimestamp")),
                    kept.object().kindAndName() + " was being deleted when it was exported",
                    canal);
        }
    }

    private void incomplete(Where where, String what, boolean canal) {
        input.block(
                ErrorCode.CALICO_EXPORT_INCOMPLETE,
                where,
                what,
                "export it anew, as the API server has it: " + command(canal));
    }

    private String wanted() {
        return install == CalicoInstall.OPERATOR ? "Installation default" : "DaemonSet calico-node (or canal)";
    }

    private String command(boolean canal) {
        if (install == CalicoInstall.OPERATOR) {
            return "kubectl get installations.operator.tigera.io -o yaml";
        }
        return "kubectl -n kube-system get "
                + (canal ? "daemonset/canal configmap/canal-config" : "daemonset/calico-node configmap/calico-config")
                + " -o yaml";
    }

    private static CalicoHome.Export export(KeptObject kept) {
        return new CalicoHome.Export(
                kept.object().kind(), kept.object().name(), LiveExport.generation(kept.document()));
    }
}

package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Objects that the Tigera operator makes: owned by the resource that asks for them, so that they go with it
 * (pkg/controller/installation/core_controller.go), the CNI plugin's with a finalizer (pkg/render/node.go).
 */
final class Owned {

    private static final String PROTECTOR = "tigera.io/cni-protector";

    private Owned() {}

    static void make(Cluster cluster, GenericKubernetesResource owner, String template) {
        try (InputStream in = Owned.class.getResourceAsStream(template)) {
            if (in == null) {
                throw new IllegalStateException("no template " + template);
            }
            for (HasMetadata object : cluster.client().load(in).items()) {
                if (cluster.client().resource(object).get() == null) {
                    object.getMetadata().setOwnerReferences(List.of(reference(owner)));
                    cluster.client().resource(object).create();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(template, e);
        }
    }

    /** The accounts of the CNI plugin stay usable until pods can be taken down no more. */
    static void unprotect(Cluster cluster) {
        for (ServiceAccount account : cluster.client()
                .serviceAccounts()
                .inNamespace("calico-system")
                .list()
                .getItems()) {
            if (account.getMetadata().getFinalizers().contains(PROTECTOR)) {
                cluster.client().resource(account).edit(current -> {
                    current.getMetadata().getFinalizers().remove(PROTECTOR);
                    return current;
                });
            }
        }
    }

    private static OwnerReference reference(GenericKubernetesResource owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .build();
    }
}

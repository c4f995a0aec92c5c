package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which versions a release of Cilium registers CiliumNodeConfig: v2alpha1 alone before 1.16 (cilium#31721 added v2), v2
 * alone from 1.20 on (cilium#44739 removed v2alpha1).
 */
final class ServedVersions {

    private static final Pattern TAG = Pattern.compile(".*:v1\\.(\\d+)\\..*");
    private static final int FIRST_WITH_V2 = 16;
    private static final int FIRST_WITHOUT_ALPHA = 20;

    private ServedVersions() {}

    /** @param image of cilium-operator, with its release as tag */
    static void keep(CustomResourceDefinition crd, String image) {
        if (!crd.getMetadata().getName().equals("ciliumnodeconfigs.cilium.io")) {
            return;
        }
        Matcher tag = TAG.matcher(image);
        if (!tag.matches()) {
            throw new IllegalStateException("no release of Cilium in " + image);
        }
        int minor = Integer.parseInt(tag.group(1));
        List<CustomResourceDefinitionVersion> versions = crd.getSpec().getVersions().stream()
                .filter(each -> each.getName().equals("v2") ? minor >= FIRST_WITH_V2 : minor < FIRST_WITHOUT_ALPHA)
                .toList();
        versions.forEach(each -> each.setStorage(false));
        versions.get(0).setStorage(true);
        crd.getSpec().setVersions(versions);
    }
}

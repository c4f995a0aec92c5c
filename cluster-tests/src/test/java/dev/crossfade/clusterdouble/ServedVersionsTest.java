package dev.crossfade.clusterdouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A release of Cilium registers what that release knew. */
class ServedVersionsTest {

    @ParameterizedTest
    @CsvSource({
        "v1.14.19, v2alpha1",
        "v1.15.0, v2alpha1",
        "v1.16.19, v2 v2alpha1",
        "v1.19.6, v2 v2alpha1",
        "v1.20.0, v2"
    })
    void nodeConfigsAreServedAsTheReleaseKnewThem(String release, String versions) {
        CustomResourceDefinition crd = new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName("ciliumnodeconfigs.cilium.io")
                .endMetadata()
                .withNewSpec()
                .addNewVersion()
                .withName("v2")
                .endVersion()
                .addNewVersion()
                .withName("v2alpha1")
                .endVersion()
                .endSpec()
                .build();
        ServedVersions.keep(crd, "quay.io/cilium/operator-generic:" + release + "@sha256:00");
        assertThat(crd.getSpec().getVersions())
                .extracting(CustomResourceDefinitionVersion::getName)
                .containsExactly(versions.split(" "));
        assertThat(crd.getSpec().getVersions().stream().filter(CustomResourceDefinitionVersion::getStorage))
                .hasSize(1);
    }
}

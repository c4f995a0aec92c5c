package dev.crossfade.clusterdouble;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalicoAddressTest {

    private final Node node = new NodeBuilder()
            .withNewMetadata()
            .withName("one")
            .endMetadata()
            .withNewStatus()
            .addNewAddress("10.0.0.9", "InternalIP")
            .endStatus()
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "first-found | 10.245.3.2/32",
                "skip-interface=^br-.* | 10.245.3.2/32",
                "skip-interface=^cilium_.*,^lxc.* | 10.0.0.9/24",
                "kubernetes-internal-ip | 10.0.0.9/24",
                "cidr=10.0.0.0/16 | 10.0.0.9/24"
            })
    void onlyAMethodThatLooksAtAllInterfacesFindsCiliums(String method, String address) {
        CalicoNodes.AddressDetection detection = CalicoNodes.AddressDetection.of(agent(method));

        assertThat(detection.find(node, new CiliumHosts(Map.of("one", "10.245.3.2"))))
                .contains(address);
        assertThat(detection.find(node, new CiliumHosts(Map.of("two", "10.245.4.2"))))
                .contains("10.0.0.9/24");
        assertThat(detection.interval()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void upstreamsManifestNamesNoMethod() {
        Pod agent = new PodBuilder()
                .withNewSpec()
                .addNewContainer()
                .endContainer()
                .endSpec()
                .build();

        assertThat(CalicoNodes.AddressDetection.of(agent))
                .isEqualTo(new CalicoNodes.AddressDetection("first-found", Duration.ofMinutes(1)));
    }

    private static Pod agent(String method) {
        return new PodBuilder()
                .withNewSpec()
                .addNewContainer()
                .addNewEnv()
                .withName("IP_AUTODETECTION_METHOD")
                .withValue(method)
                .endEnv()
                .addNewEnv()
                .withName("AUTODETECT_POLL_INTERVAL")
                .withValue("2s")
                .endEnv()
                .endContainer()
                .endSpec()
                .build();
    }
}

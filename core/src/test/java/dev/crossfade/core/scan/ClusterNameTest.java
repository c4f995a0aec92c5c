package dev.crossfade.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which names are known to be of two clusters, and which to be of one. */
class ClusterNameTest {

    private static final ClusterName OWN = new ClusterName("https://kubernetes.default.svc", null);
    private static final ClusterName PROD = new ClusterName(null, "prod");
    private static final ClusterName ADDRESS = new ClusterName("https://10.0.0.1:6443", null);
    private static final ClusterName STAGING = new ClusterName(null, "staging");

    private static void tells(ClusterName one, ClusterName other, boolean same, boolean differs) {
        assertThat(one.isSame(other)).isEqualTo(same).isEqualTo(other.isSame(one));
        assertThat(one.differs(other)).isEqualTo(differs).isEqualTo(other.differs(one));
    }

    @Test
    void twoAddressesOrTwoNamesAreTwoClusters() {
        tells(PROD, STAGING, false, true);
        tells(OWN, ADDRESS, false, true);
        tells(PROD, PROD, true, false);
        tells(PROD, ADDRESS, false, false);
        tells(PROD, ClusterName.UNKNOWN, false, false);
    }

    @Test
    void theClusterThatArgoRunsInHasTwoNames() {
        tells(OWN, PROD, false, true);
        tells(new ClusterName(OWN.server(), null, Set.of("prod")), PROD, true, false);
        tells(OWN, new ClusterName(null, "in-cluster"), true, false);
    }

    @Test
    void aListOfAllNamesTellsTheRestApart() {
        ClusterName listed = new ClusterName(ADDRESS.server(), null, Set.of("prod"));
        tells(listed, PROD, true, false);
        tells(listed, STAGING, false, true);
        tells(listed, OWN, false, true);
        tells(listed, ClusterName.UNKNOWN, false, false);
        tells(new ClusterName(OWN.server(), null, Set.of()), PROD, false, true);
    }
}

package dev.crossfade.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where links of a repository lead to, as the kernel follows them. */
class SymbolicLinkTest {

    /** A repository with one link more than {@code apps/calico -> ../network/calico}. */
    private record Linked(SortedMap<String, String> links) implements Tree {

        static Linked with(String path, String written) {
            TreeMap<String, String> links = new TreeMap<>();
            links.put("apps/calico", "../network/calico");
            links.put(path, written);
            return new Linked(links);
        }

        @Override
        public Optional<String> read(String path) {
            return Optional.empty();
        }

        @Override
        public SortedSet<String> list(String folder) {
            return new TreeSet<>();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "apps/x/calico.yaml,../../network/calico/calico.yaml,network/calico/calico.yaml",
        "calico.yaml,network/./calico//calico.yaml,network/calico/calico.yaml",
        "all,network/calico/,network/calico",
        "all,network/../network,network",
        "network/all,..,''",
        "network/all,.,network",
        "x/calico.yaml,../apps/calico/calico.yaml,network/calico/calico.yaml",
        "x/up,../apps/calico/../cilium,network/cilium"
    })
    void leadsToAPlaceOfTheRepository(String path, String written, String target) {
        assertThat(SymbolicLink.of(Linked.with(path, written))).contains(new SymbolicLink(path, target));
    }

    @ParameterizedTest
    @CsvSource({
        "calico.yaml,/network/calico/calico.yaml",
        "apps/x/calico.yaml,../../../network/calico/calico.yaml",
        "x,../gitops/network",
        "x,x",
        "x,x/y"
    })
    void whatLeavesTheRepositoryOrGoesRoundIsNone(String path, String written) {
        assertThat(SymbolicLink.of(Linked.with(path, written)))
                .containsExactly(new SymbolicLink("apps/calico", "network/calico"));
    }

    @Test
    void leadsToWhatLiesBelow() {
        assertThat(List.of("network", "network/calico", "network/calico/calico.yaml", ""))
                .allMatch(target -> new SymbolicLink("x", target).leadsTo("network/calico/calico.yaml"));
        assertThat(List.of("network/cal", "network/calico/calico", "network/calico/calico.yaml/x", "apps"))
                .noneMatch(target -> new SymbolicLink("x", target).leadsTo("network/calico/calico.yaml"));
    }

    /** One that forgot its links would silently have none. */
    @Test
    void everyTreeSaysWhichLinksItHas() {
        assertThat(Tree.class.getMethods()).isNotEmpty().noneMatch(Method::isDefault);
    }
}

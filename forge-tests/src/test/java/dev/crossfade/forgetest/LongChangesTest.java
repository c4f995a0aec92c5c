package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A change that no text has room for is a summary, and comments that hold it all. */
class LongChangesTest extends SceneTest {
    private static final String CALICO = "network/calico/calico.yaml";
    private static final int ROLES = 60;

    /** Roles that only Calico has a use for, of 2 kB each. */
    private static String roles() {
        return IntStream.range(0, ROLES)
                .mapToObj(role ->
                        "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: calico-node-"
                                + role
                                + "\nrules:\n  - apiGroups: [crd.projectcalico.org]\n    verbs: [get]\n    resources:\n"
                                + "      - felixconfigurations\n".repeat(70))
                .collect(Collectors.joining());
    }

    private void withRoles() {
        try {
            String calico = Files.readString(scene.customer().folder().resolve(CALICO));
            scene.customer().push("main", CALICO, calico + roles());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        scene.customer().reach("remove-calico-leftovers-relaxation");
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void theWholeChangeFollowsInComments(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        withRoles();

        People.Page open = scene.proposed();

        assertThat(open.branch()).endsWith("/remove-calico-leftovers-rbac");
        assertThat(open.text()).contains("rows more | in the attached difference |");
        assertThat(open.comments()).hasSizeGreaterThan(1);
        String all = String.join("\n", open.comments());
        IntStream.range(0, ROLES).forEach(role -> assertThat(all).contains("-  name: calico-node-" + role + "\n"));

        assertThat(scene.propose().out()).contains("All of it was there already.");
        scene.edit("crossfade.yaml", "soak: 3m", "soak: 4m");
        People.Page again = scene.proposed();
        assertThat(again.number()).isEqualTo(open.number());
        assertThat(again.text()).isNotEqualTo(open.text());
        assertThat(again.comments()).as("the change is the same").isEqualTo(open.comments());
    }

    /** A run that ended between two comments leaves no gap. */
    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatAnotherRunLeftOutIsAdded(Flavour flavour) {
        scene = Scene.of(flavour, folder);
        withRoles();
        scene.site().forge().faults().next(LongChangesTest::isSecondPart, Fault.answer(400, Map.of(), "{}"));
        assertThat(scene.propose().code()).isEqualTo(1);
        List<String> part = scene.site().page(1).comments();
        assertThat(part).hasSize(1);

        assertThat(scene.proposed().comments())
                .startsWith(part.get(0))
                .hasSizeGreaterThan(1)
                .doesNotHaveDuplicates();
    }

    private static boolean isSecondPart(Seen request) {
        return request.method().equals("POST") && request.body().contains("crossfade:attachment 2");
    }
}

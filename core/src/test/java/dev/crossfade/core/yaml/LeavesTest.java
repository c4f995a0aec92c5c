package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values keep their names whatever is written around them. */
class LeavesTest {

    private static List<String> names(String text) {
        return List.copyOf(Leaves.of(YamlFile.parse("a.yaml", text)).keySet());
    }

    @Test
    void objectsAreNamedByKindNamespaceAndName() {
        assertThat(names("kind: A\nmetadata: {name: a, namespace: b}\n---\nkind: B\nmetadata: {name: c}\nspec: {}\n"))
                .containsExactly(
                        "A b/a",
                        "A b/a kind",
                        "A b/a metadata.name",
                        "A b/a metadata.namespace",
                        "B c",
                        "B c kind",
                        "B c metadata.name",
                        "B c spec");
    }

    @Test
    void theItemsOfAListAreObjectsOfTheirOwn() {
        assertThat(names("kind: List\nitems:\n- {kind: A, metadata: {name: a}}\n- {kind: B, metadata: {name: b}}\n"))
                .containsExactly("A a", "A a kind", "A a metadata.name", "B b", "B b kind", "B b metadata.name");
    }

    @Test
    void itemsAreNamedByWhatTellsThemApart() {
        assertThat(names("env: [{name: A, value: 1}, {value: 2, name: B}]\ntaints: [{key: k}]\nports: [2, 1, 1]\n"))
                .containsExactly(
                        "env[A].name",
                        "env[A].value",
                        "env[B].name",
                        "env[B].value",
                        "ports[1 #2]",
                        "ports[1]",
                        "ports[2]",
                        "taints[k].key");
    }

    @Test
    void aNameComesBeforeAKeyAndFilesNetworksAndSourcesHaveNamesToo() {
        assertThat(names(
                        "a: [{key: k, name: m}]\nfiles: [{path: /a}]\npools: [{cidr: 10.0.0.0/8}]\nrefs: [{ref: r}]\n"))
                .containsExactly("a[m].key", "a[m].name", "files[/a].path", "pools[10.0.0.0/8].cidr", "refs[r].ref");
    }

    /** Sources of volumes are no Application's, and stay what they are wherever they stand. */
    @Test
    void sourcesOfAnApplicationAreNamedByWhatTheyBringOrByTheirPlace() {
        assertThat(
                        names(
                                "kind: Application\nspec:\n  sources:\n  - {repoURL: a, chart: c, path: p}\n  - {path: q, ref: r}\n"
                                        + "  - {path: p}\n  - {repoURL: b}\n  - {path: p}\nvolume: {sources: [{configMap: {}}]}\n"))
                .containsExactly(
                        "Application",
                        "Application kind",
                        "Application spec.sources[3].repoURL",
                        "Application spec.sources[c].chart",
                        "Application spec.sources[c].path",
                        "Application spec.sources[c].repoURL",
                        "Application spec.sources[p #2].path",
                        "Application spec.sources[p].path",
                        "Application spec.sources[r].path",
                        "Application spec.sources[r].ref",
                        "Application volume.sources[{configMap: {}}]");
    }

    @Test
    void anEmptyListOfObjectsHasNoneAndOfNamesakesTheFirstCounts() {
        assertThat(names("kind: List\nitems: []\n")).isEmpty();
        Leaves.Leaf leaf = Leaves.of(YamlFile.parse("a.yaml", "{kind: A, x: 1}\n---\n{kind: A, x: 2}\n"))
                .get("A x");
        assertThat(leaf.value()).isEqualTo(1L);
        assertThat(leaf.where().line()).isEqualTo(1);
    }

    @Test
    void anItemWithoutANameIsItsWholeText() {
        assertThat(names("budgets:\n- {nodes: '0', reasons: [b, a]}\n- {reasons: [b, a], nodes: '0'}\n"))
                .containsExactly("budgets[{nodes: 0, reasons: [b, a]} #2]", "budgets[{nodes: 0, reasons: [b, a]}]");
    }

    @Test
    void aLeafKnowsItsPlaceAndItsObject() {
        Leaves.Leaf leaf = Leaves.of(YamlFile.parse("a.yaml", "---\nkind: A\nspec:\n  list:\n  - {name: x, z: 3}\n"))
                .get("A spec.list[x].z");
        assertThat(leaf.where().text()).isEqualTo("a.yaml:5:15");
        assertThat(leaf.object()).isEqualTo("A");
        assertThat(leaf.value()).isEqualTo(3L);
    }
}

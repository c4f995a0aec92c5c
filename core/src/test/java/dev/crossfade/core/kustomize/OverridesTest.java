package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a kustomization puts over a field, and what it gives another name. */
class OverridesTest {

    private static final YamlPath REPLICAS = YamlPath.parse("spec.replicas");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "namePrefix: a-|true|false",
                "nameSuffix: -a|true|false",
                "namespace: a|false|true",
                "patches: [{target: {kind: A}, options: {allowNameChange: true}, patch: '{a: 1}'}]|true|false",
                "patches: [{target: {kind: A}, patch: '{a: 1}'}]|false|false"
            })
    void prefixesSuffixesAndNamespacesRename(String field, boolean name, boolean namespace) {
        assertThat(overrides(field).renames()).isEqualTo(new Overrides.Renamed(name, namespace));
    }

    @ParameterizedTest
    @CsvSource({
        "Deployment, a, false, '', true",
        "ReplicationController, a, false, '', true",
        "ReplicaSet, a, false, '', true",
        "StatefulSet, a, false, '', true",
        "Pool, a, false, '', false",
        "Pool, a, false, 'configurations: [c.yaml]', true",
        "StatefulSet, b, false, '', false",
        "StatefulSet, b, true, '', true"
    })
    void anEntryOfReplicasIsForKindsThatScaleAndForItsName(
            String kind, String name, boolean renamed, String more, boolean found) {
        YamlDocument object = document("{apiVersion: v1, kind: " + kind + ", metadata: {name: a}}");
        Overrides overrides = overrides("replicas: [{name: " + name + ", count: 2}]\n" + more);
        assertThat(overrides.over(object, List.of(REPLICAS), new Overrides.Renamed(renamed, false)))
                .hasSize(found ? 1 : 0);
        assertThat(overrides.over(object, List.of(YamlPath.parse("spec.other")), new Overrides.Renamed(renamed, false)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{select: {kind: Pool}, fieldPaths: [spec.*.size]}|true",
                "{select: {kind: Pool}, fieldPaths: [spec]}|true",
                "{select: {kind: Pool}, fieldPaths: ['metadata.annotations.a\\.b']}|true",
                "{select: {kind: Pool}, fieldPaths: ['metadata.annotations.a\\.c']}|false",
                "{select: {kind: Pool}, fieldPaths: [spec.shape.colour]}|false",
                "{select: {kind: Other}, fieldPaths: [spec]}|false",
                "{select: {kind: Pool}}|false",
                "elsewhere|true"
            })
    void aReplacementIsForThePathsThatItNames(String target, boolean found) {
        List<YamlPath> fields =
                List.of(YamlPath.parse("spec.shape.size"), YamlPath.of("metadata", "annotations", "a.b"));
        assertThat(overrides("replacements: [{targets: [" + target + "]}]")
                        .over(
                                document("{apiVersion: v1, kind: Pool, metadata: {name: a}}"),
                                fields,
                                new Overrides.Renamed(false, false)))
                .hasSize(found ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"metadata.annotations.size, 1", "metadata.annotations.other, 0", "spec.shape.size, 0"})
    void commonAnnotationsAreOverAnnotationsAlone(String field, int found) {
        assertThat(overrides("commonAnnotations: {size: big}")
                        .over(
                                document("{apiVersion: v1, kind: Pool, metadata: {name: a}}"),
                                List.of(YamlPath.parse(field)),
                                new Overrides.Renamed(false, false)))
                .hasSize(found);
    }

    private static Overrides overrides(String text) {
        return Overrides.read(
                document(text), YamlPath.of(), "kustomization.yaml", path -> Optional.empty(), new ArrayList<>());
    }

    private static YamlDocument document(String text) {
        return YamlFile.parse("kustomization.yaml", text + "\n").documents().get(0);
    }
}

package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schema is the one of the records, and it tells good files from bad ones. */
class JsonSchemaTest {

    @Test
    void thePublishedFilesAreTheSchemaOfTheRecords() throws IOException {
        String schema = PublishedSchema.text();
        if ("true".equals(System.getProperty("crossfade.update"))) {
            assertThat(System.getenv("CI"))
                    .as("a build server compares, it never rewrites")
                    .isNull();
            for (Path file : PublishedSchema.files()) {
                Files.writeString(file, schema);
            }
        }
        for (Path file : PublishedSchema.files()) {
            assertThat(file).exists();
            assertThat(Files.readAllBytes(file))
                    .as("%s; write it with -Dcrossfade.update=true", file)
                    .isEqualTo(schema.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theExamplesAreValid() throws IOException {
        assertThat(PublishedSchema.examples()).isNotEmpty();
        for (Path example : PublishedSchema.examples()) {
            assertThat(validate(Files.readString(example.resolve("crossfade.yaml"))))
                    .as(example.toString())
                    .isEmpty();
        }
    }

    @Test
    void theFullSpecificationIsValid() throws IOException {
        assertThat(validate(SpecText.FULL)).isEmpty();
    }

    @Test
    void aSingleValuesFileMayStandWithoutBrackets() throws IOException {
        assertThat(validate(SpecText.MINIMAL)).isEmpty();
        assertThat(validate(SpecText.minimalWith("values: cilium.yaml", "values: [base.yaml, cilium.yaml]")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: Migration                | kind: Migrations             | pattern",
                "apiVersion: crossfade.dev/v1alpha1 | apiVersion: v1            | pattern",
                "name: small                    | name: Small_Cluster          | pattern",
                "kubernetesVersion: \"1.31\"    | kubernetesVersion: 1.31      | type",
                "kubernetesVersion: \"1.31\"    | kubernetes: \"1.31\"         | additionalProperties",
                "install: operator              | install: helm                | enum",
                "pools: [192.168.0.0/16]        | pools: []                    | minItems",
                "pools: [192.168.0.0/16]        | pools: 192.168.0.0/16        | type",
                "pools: [192.168.0.0/16]        | pools: [192.168.0.0]         | pattern",
                "kubernetes: present            | kubernetes: replaced         | enum",
                "calico: absent                 | calico: 'no'                 | enum",
                "version: " + SpecText.CILIUM + "               | version: \"1.18\"            | pattern",
                "podCIDRs: [10.245.0.0/16]      | podCIDRs: 10.245.0.0/16      | type",
                "values: cilium.yaml            | values: ../cilium.yaml       | oneOf",
                "live: network/live             | folder: network/live         | oneOf",
                "clusterName: small-one         | tunnel: {port: high}         | type",
                "strategy: replace              | strategy: inplace            | enum",
                "takenAt: 2026-08-01T06:00:00Z  | takenAt: yesterday           | format",
                "repoURL: https://git.example.com/small.git | repoURL: https://me:secret@git.example.com/a | pattern",
            })
    void aTypicalMistakeIsRefused(String right, String wrong, String keyword) throws IOException {
        assertThat(validate(SpecText.minimalWith(right, wrong)))
                .extracting(ValidationMessage::getType)
                .contains(keyword);
    }

    private static Set<ValidationMessage> validate(String yaml) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode file = mapper.valueToTree(Plain.of(Plain.compose(yaml)));
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(PublishedSchema.text())
                .validate(file, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }
}

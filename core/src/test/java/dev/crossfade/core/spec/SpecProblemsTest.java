package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake in the form of crossfade.yaml is told once, at its place, with its cure. */
class SpecProblemsTest {

    @Test
    void anUnknownKeyIsToldWithTheOneThatWasMeant() {
        assertThat(Found.problems(SpecText.minimalWith("clusterName: small-one", "clusterNmae: small-one")))
                .containsExactly(
                        Problem.blocker(
                                ErrorCode.SPEC_MISSING_KEY,
                                Where.at("crossfade.yaml", 19, 5),
                                "spec.cilium lacks key 'clusterName'",
                                "Name of the cluster; changing it later rewrites every security identity: add it"),
                        Problem.blocker(
                                ErrorCode.SPEC_UNKNOWN_KEY,
                                Where.at("crossfade.yaml", 21, 5),
                                "unknown key 'clusterNmae' under spec.cilium; did you mean 'clusterName'?",
                                "known here: version, chart, values, application, clusterName, clusterId, podCIDRs,"
                                        + " maskSize, tunnel, cniExclusive, hostLegacyRoutingAtEnd"));
    }

    @Test
    void anUnknownKeyThatResemblesNothingGetsNoGuess() {
        assertThat(Found.problems(SpecText.minimalAnd("  monitoring: yes\n")))
                .extracting(Problem::message)
                .containsExactly("unknown key 'monitoring' under spec");
    }

    @Test
    void aVersionWithoutQuotesIsANumberAndMustBeQuoted() {
        assertThat(Found.problems(SpecText.minimalWith("kubernetesVersion: \"1.31\"", "kubernetesVersion: 1.31")))
                .containsExactly(Problem.blocker(
                        ErrorCode.SPEC_WRONG_TYPE,
                        Where.at("crossfade.yaml", 7, 24),
                        "spec.cluster.kubernetesVersion must be text; YAML reads 1.31 as something else",
                        "put it in quotes: \"1.31\""));
    }

    @Test
    void aKeyThatStandsTwiceIsToldWithBothLines() {
        assertThat(Found.problems(SpecText.minimalWith("values: cilium.yaml", "values: a.yaml\n    values: b.yaml")))
                .containsExactly(Problem.blocker(
                        ErrorCode.YAML_DUPLICATE_KEY,
                        Where.at("crossfade.yaml", 21, 5),
                        "key 'spec.cilium.values' stands twice, in lines 20 and 21",
                        "keep one of the two"));
    }

    @Test
    void aKeyThatStandsTwiceInAFreeValueIsToldToo() {
        assertThat(Found.in(SpecText.minimalAnd(
                        "    finalSyncPolicy: {automated: {prune: true, prune: false}, automated: {}}\n")))
                .containsExactly("30:48 yaml-duplicate-key", "30:63 yaml-duplicate-key");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: small          | name: Small            | 4:9 spec-bad-value    | metadata.name cannot be 'Small' | DNS label",
                "name: small          | name: abcdefghijklmnopqrstuvwxyz-0123456 | 4:9 spec-bad-value | metadata.name cannot be | at most 32 characters",
                "install: operator    | install: operater      | 9:14 spec-bad-value   | did you mean 'operator'? | operator, manifest",
                "install: operator    | install: canal         | 9:14 spec-bad-value   | cannot be 'canal' | operator, manifest; canal is manifest",
                "version: \"3.31\"    | version: \"v3.31\"     | 10:14 spec-bad-value  | spec.calico.version cannot be 'v3.31' | such as \"3.30\"",
                "[192.168.0.0/16]     | 192.168.0.0/16         | 11:12 spec-wrong-type | spec.calico.pools must be a list | write a list",
                "[192.168.0.0/16]     | []                     | 11:12 spec-bad-value  | spec.calico.pools is empty | at least one",
                "[192.168.0.0/16]     | [192.168.0.1/16]       | 11:13 spec-bad-value  | host bits are set behind /16 | such as 10.245.0.0/16",
                "[192.168.0.0/16]     | {a: b}                 | 11:12 spec-wrong-type | spec.calico.pools must be a list | write a list",
                "live: network/live   | live: /network/live    | 14:13 spec-bad-value  | cannot be '/network/live' | from the repository's root",
                "live: network/live   | live: a/../../b        | 14:13 spec-bad-value  | cannot be 'a/../../b' | from the repository's root",
                "live: network/live   | folder: x              | 14:7 spec-missing-key | spec.calico.source says none of its options | {live: …}",
                "kubernetes: present  | kubernetes: replaced   | 16:17 spec-bad-value  | cannot be 'replaced' | present, absent",
                "calico: absent       | calico: [absent]       | 17:13 spec-wrong-type | spec.policies.calico must be a single value | single value",
                "version: " + SpecText.CILIUM
                        + "     | version: 1.18          | 19:14 spec-wrong-type | YAML reads 1.18 as something else | such as 1.18.12",
                "version: " + SpecText.CILIUM
                        + "     | version: \"1.18\"      | 19:14 spec-bad-value  | cannot be '1.18' | such as 1.18.12",
                "values: cilium.yaml  | values: []             | 20:13 spec-bad-value  | spec.cilium.values is empty | at least one",
                "values: cilium.yaml  | values: {a: b.yaml}    | 20:13 spec-wrong-type | must be a single value | single value",
                "strategy: replace    | strategy: Replace      | 24:15 spec-bad-value  | did you mean 'replace'? | replace, inPlace",
                "reference: s3://backups/small | reference: ''  | 26:16 spec-bad-value  | spec.backup.reference cannot be '' | write a text",
                "2026-08-01T06:00:00Z | 2026-08-01             | 27:14 spec-bad-value  | cannot be '2026-08-01' | such as 2026-08-01T06:00:00Z",
            })
    void aWrongValueIsToldAtItsPlace(String right, String wrong, String place, String message, String cure) {
        List<Problem> problems = Found.problems(SpecText.minimalWith(right, wrong));
        assertThat(Found.in(SpecText.minimalWith(right, wrong))).containsExactly(place);
        assertThat(problems.get(0).message()).contains(message);
        assertThat(problems.get(0).cure()).contains(cure);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cniExclusive: yes    | 23:19 spec-wrong-type | must be true or false",
                "cniExclusive: 'true' | 23:19 spec-wrong-type | must be true or false",
                "clusterId: 1.5       | 23:16 spec-wrong-type | must be a whole number",
                "clusterId: -1        | 23:16 spec-bad-value  | cannot be '-1'",
                "maskSize: 0x18       | 23:15 spec-wrong-type | must be a whole number",
                "tunnel: vxlan        | 23:13 spec-wrong-type | must be a map of keys",
                "tunnel: {protocol: VXLAN} | 23:24 spec-bad-value | did you mean 'vxlan'?",
                "chart: cilium        | 23:12 spec-wrong-type | {repository: …} | {oci: …} | {path: …}",
                "chart: [a]           | 23:12 spec-wrong-type | {repository: …} | {oci: …} | {path: …}",
                "chart: {repository: https://a.example.com, path: b} | 23:12 spec-conflicting-keys | several of its options",
                "chart: {path: b, name: c} | 23:22 spec-unknown-key | unknown key 'name' under spec.cilium.chart",
                "chart: {repository: https://me:pw@a.example.com} | 23:25 spec-bad-value | cannot be 'https://…@a.example.com'",
            })
    void aWrongOptionalValueOfCiliumIsToldAtItsPlace(String line, String place, String message) {
        String yaml = SpecText.minimalWith("[10.245.0.0/16]\n", "[10.245.0.0/16]\n    " + line + "\n");
        assertThat(Found.in(yaml)).containsExactly(place);
        assertThat(Found.problems(yaml).get(0).message()).contains(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "3 m", "1d", "m", "1m30", "-3m", "3M", "1.5h", "30s1m"})
    void whatIsNoDurationIsToldAsSuch(String text) {
        List<Problem> problems = Found.problems(SpecText.minimalAnd("  gates: {soak: '" + text + "'}\n"));
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).message()).isEqualTo("spec.gates.soak cannot be '" + text + "'");
        assertThat(problems.get(0).cure()).isEqualTo("write a duration such as 3m or 1h30m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:secret@git.example.com/a.git",
                "https://secret@git.example.com/a.git",
                "ssh://git:secret@git.example.com/a.git",
                "git:secret@git.example.com:a.git",
            })
    void aCredentialIsRefusedAndNotRepeated(String url) {
        List<Problem> problems =
                Found.problems(SpecText.minimalWith("https://git.example.com/small.git", "'" + url + "'"));
        assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.SPEC_BAD_VALUE);
        assertThat(problems.get(0).message())
                .contains("spec.argo.repoURL", "git.example.com")
                .doesNotContain("secret");
    }

    @Test
    void aFileOfAnotherKindGetsOneAnswer() {
        assertThat(Found.problems("apiVersion: v1\nkind: ConfigMap\ndata: {a: b}\n"))
                .containsExactly(Problem.blocker(
                        ErrorCode.SPEC_WRONG_KIND,
                        Where.at("crossfade.yaml", 1, 1),
                        "this is v1 ConfigMap, not crossfade.dev/v1alpha1 Migration",
                        "begin the file with 'apiVersion: crossfade.dev/v1alpha1' and 'kind: Migration',"
                                + " or name another with -f FILE (Maven: -Dcrossfade.file=FILE)"));
        assertThat(Found.in(SpecText.minimalWith("crossfade.dev/v1alpha1", "crossfade.dev/v2")))
                .containsExactly("1:1 spec-wrong-kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a, b]", "text", "{}", "spec: {}", "kind: Migration", "~"})
    void aFileThatIsNoObjectGetsOneAnswer(String yaml) {
        assertThat(Found.in(yaml)).containsExactly("1:1 spec-wrong-kind");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing but a comment\n", "---\n"})
    void anEmptyFileGetsOneAnswer(String yaml) {
        assertThat(Found.problems(yaml)).extracting(Problem::code).containsExactly(ErrorCode.SPEC_WRONG_KIND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: small     | name: [small   ",
                "name: small     | name: small: b ",
                "name: small     | name: *nowhere ",
                "kind: Migration | \\tkind: Migration",
                "kind: Migration | kind: Migration\\n---\\nkind: Migration",
            })
    void whatIsNotYamlGetsOneAnswerWithItsLine(String right, String wrong) {
        List<Problem> problems = Found.problems(
                SpecText.minimalWith(right, wrong.replace("\\n", "\n").replace("\\t", "\t")));
        assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.YAML_SYNTAX);
        assertThat(problems.get(0).where().line()).isPositive();
    }

    @Test
    void whatIsNotTextIsNotYaml() {
        assertThat(Found.problems("a: \u0000\n")).extracting(Problem::code).containsExactly(ErrorCode.YAML_SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"? [a]\n    : b", "{[a]: b}: c", "[a, b]: c", "{a: b}: c"})
    void aKeyThatIsNoTextIsToldWhereverItStands(String entry) {
        for (String parent : List.of("cluster:\n", "calico:\n", "source:\n", "spec:\n")) {
            String indent = parent.equals("source:\n") ? "      " : parent.equals("spec:\n") ? "  " : "    ";
            String yaml = SpecText.minimalWith(parent, parent + indent + entry.replace("\n    ", "\n" + indent) + "\n");
            assertThat(Found.problems(yaml))
                    .as(yaml)
                    .extracting(Problem::message)
                    .singleElement()
                    .asString()
                    .startsWith("a list or a map cannot be a key under spec");
        }
        assertThat(Found.in(SpecText.minimalAnd("    finalSyncPolicy: {a: {[b]: c}}\n")))
                .containsExactly("30:27 spec-unknown-key");
    }

    @Test
    void aliasesThatMultiplyAreRefused() {
        StringBuilder yaml = new StringBuilder("    finalSyncPolicy:\n      a0: &a0 [x, x]\n");
        for (int i = 1; i <= 24; i++) {
            yaml.append("      a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThat(Found.problems(SpecText.minimalAnd(yaml.toString())))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.YAML_SYNTAX);
        assertThat(Found.problems(SpecText.minimalAnd(yaml.toString().replace("*a0, *a0", "*a0,*a0,".repeat(60)))))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.YAML_SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "    finalSyncPolicy: &me {a: *me}\n",
                "    finalSyncPolicy: {a: &me [*me]}\n",
                "  workloads: &me [*me]\n",
                "  gates: &me {phases: *me}\n",
                "  probe: &me {existing: *me}\n",
                "  images: &me {? *me : a}\n",
            })
    void anAliasThatContainsItselfIsRefused(String tail) {
        assertThat(Found.problems(SpecText.minimalAnd(tail)))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.YAML_SYNTAX);
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        String deep = "    finalSyncPolicy: {a: " + "[".repeat(5000) + "]".repeat(5000) + "}\n";
        assertThat(Found.problems(SpecText.minimalAnd(deep)))
                .extracting(Problem::code)
                .containsExactly(ErrorCode.YAML_SYNTAX);
    }

    @Test
    void aMergeKeyIsAnUnknownKey() {
        assertThat(Found.problems(SpecText.minimalAnd("  git: &git {branch: a}\n  images: {<<: *git}\n")))
                .extracting(Problem::message)
                .containsExactly("unknown key '<<' under spec.images");
    }
}

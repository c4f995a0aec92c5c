package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.inventory.CalicoNames;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All laws on every plan of the matrix. */
class MatrixTest {

    /** A law that says many things of one plan, and what is called here to say some of them, or the same. */
    private static final Map<String, String> INSTEAD = Map.of(
            "everyMergedPhaseIsAPlaceToGoOnFrom", "PhaseLawsTest.goesOnFrom",
            "theStoryInEveryVariant", "RevertWordsTest.whatFilesDoNotGiveBackIsSaid",
            "anUndonePhaseComesAgainWithTheSameBytes", "UndoMarkerTest.comeAgain",
            "everyBuiltInObjectHasOnlyFieldsThatItsApiKnows", "ManifestValidationTest.builtIn",
            "everyCustomObjectIsValidByItsSchema", "ManifestValidationTest.custom",
            "objectsWithoutASchemaChangeInTheFieldsThatPhasesEditAlone", "EditedFields.check");

    private static final Pattern LAW =
            Pattern.compile("@ParameterizedTest\\s+@MethodSource\\([^)]*\\)\\s+void (\\w+)\\(Variant variant\\)");

    private static final List<Map<String, String>> ROWS = Matrix.rows();

    private final PhaseLawsTest laws = new PhaseLawsTest();
    private final JobLawsTest jobs = new JobLawsTest();
    private final UndoMarkerTest marker = new UndoMarkerTest();
    private final DocumentationTest pages = new DocumentationTest();
    private final ObjectOrderTest order = new ObjectOrderTest();
    private final OwnNamesTest names = new OwnNamesTest();
    private final RemainingEditsTest edits = new RemainingEditsTest();
    private final LostChangesTest lost = new LostChangesTest();
    private final LaterStateTest later = new LaterStateTest();
    private final ReviewLawsTest reviews = new ReviewLawsTest();

    static Stream<Map<String, String>> rows() {
        return ROWS.stream();
    }

    /** The laws of changes that were lost and of what comes later, which plan again and again, and those of reviews hold for these. */
    private static boolean everyNinth(Map<String, String> row) {
        return ROWS.indexOf(row) % 9 == 8;
    }

    @Test
    void theMatrixHasEveryPairAndAtLeastTwoHundredPlans() {
        assertThat(ROWS).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
        assertThat(Matrix.missingPairs(ROWS)).isZero();
    }

    /** A choice that leaves the repository as it is would count pairs that no plan has. */
    @Test
    void everyChoiceButTheFirstChangesTheRepository() {
        int choices = 0;
        for (Map<String, String> row : ROWS) {
            MapTree tree = Matrix.tree(row);
            for (Map.Entry<String, List<String>> dimension : Matrix.dimensions().entrySet()) {
                String first = dimension.getValue().get(0);
                Map<String, String> other = new LinkedHashMap<>(row);
                if (!first.equals(other.put(dimension.getKey(), first))) {
                    choices++;
                    assertThat(tree.files().equals(Matrix.tree(other).files()))
                            .as(dimension.getKey() + " in " + row)
                            .isFalse();
                }
            }
        }
        assertThat(choices).isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"world", "nodes", "recycle"})
    void everyNinthPlanHasEveryChoice(String dimension) {
        assertThat(ROWS.stream().filter(MatrixTest::everyNinth).map(row -> row.get(dimension)))
                .containsAll(Matrix.dimensions().get(dimension));
    }

    @Test
    void everyLawIsAskedOfTheMatrix() throws IOException {
        Path folder = Story.root().resolve("assembly/src/test/java/dev/crossfade/assembly");
        String here = Files.readString(folder.resolve("MatrixTest.java"));
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                LAW.matcher(Files.readString(file)).results().forEach(law -> found.add(law.group(1)));
            }
        }
        assertThat(found)
                .hasSizeGreaterThan(20)
                .containsAll(INSTEAD.keySet())
                .allSatisfy(law -> assertThat(here).contains(INSTEAD.getOrDefault(law, "." + law) + "("));
    }

    /** Without them the law of schemas says nothing, and this test says so. */
    @Test
    void theSchemasOfCustomObjectsAreThere() {
        ManifestValidationTest.SCHEMAS.assumeThere();
        assertThat(ManifestValidationTest.custom(new Variant("story", Story.preview())))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyLawHolds(Map<String, String> row) throws ReflectiveOperationException, IOException {
        MapTree tree = Matrix.tree(row);
        Variant variant = new Variant(row.toString(), Story.plan(tree));

        laws.theSamePlanRendersToTheSameBytes(variant);
        assertThat(Story.plan(tree).plan().digest())
                .isEqualTo(variant.preview().plan().digest());
        int commits = variant.preview().commits().size();
        for (int merged : List.of(1, commits / 2, commits - 1)) {
            PhaseLawsTest.goesOnFrom(variant, merged);
        }
        laws.everyCommitMovesTheMarkerAndNothingIsLeftUnnumbered(variant);
        laws.everythingWrittenIsTidyTextBelowTheFolderOrAnInputThatWasNamed(variant);
        laws.everyYamlFileParsesAndHoldsOneObjectUnderItsOwnName(variant);
        laws.undoGivesTheBytesBackButForTheMarker(variant);
        laws.aGuardComesOffACommitBeforeItsObjectGoes(variant);
        laws.jobsLeaveWithTheNextCommitAndFoldersNeverBecomeEmpty(variant);
        laws.everyOverlayKeySaysWhyItIsThere(variant);
        jobs.containersHaveNamesOfTheirOwnThatKubernetesTakes(variant);
        jobs.everyCommandIsOneThatKubectlKnows(variant);
        RevertWordsTest.whatFilesDoNotGiveBackIsSaid(variant.preview().commits());
        marker.onlyTheMarkerTellsAnUndonePhaseFromOneThatNeverWas(variant);
        marker.everyJobFindsTheMarkerThatItWaitsFor(variant);
        UndoMarkerTest.comeAgain(variant, row.hashCode());
        pages.everyCommitIsExplainedByItsRow(variant);
        DocumentationTest.gatesStandInTheirSections(variant.preview());
        assertThat(ManifestValidationTest.builtIn(variant)).contains("v1/ConfigMap");
        ManifestValidationTest.custom(variant);
        EditedFields.check(variant);
        objectsNamesAndEdits(variant);
        if (everyNinth(row)) {
            costlyLaws(variant);
        }
        noObjectStandsWithoutItsApi(variant);
        nothingOfCalicosIsLeftUnnamed(variant, Matrix.world(row));
    }

    private void costlyLaws(Variant variant) {
        lost.whatIsGivenBackIsLost(variant);
        lost.whatPeopleWriteBesideItIsNotLost(variant);
        lost.whatTheNewestPhaseDidIsLostWithoutIt(variant);
        later.whatPhasesWriteIsNoFinding(variant);
        reviews.everyTextSaysWhatAReviewerAsks(variant);
        reviews.everyUndoHasATextOfItsOwn(variant);
    }

    private void objectsNamesAndEdits(Variant variant) {
        order.whatDeletesCalicoNeedsNoNamespaceOfCalicos(variant);
        order.whatAJobDeletesItMayDelete(variant);
        order.accountsRolesAndJobsStandTogether(variant);
        order.theProjectsAllowEveryObjectAndTheChartsNamespaces(variant);
        order.theProjectsAllowTheDestinationOfEachOfTheirApplications(variant);
        names.noPlaceholderOfATemplateIsWritten(variant);
        edits.whatACommitChangesWasStillToBeEdited(variant);
    }

    /** Cilium's objects come behind its Application, Calico's leave before its CRDs do. */
    private static void noObjectStandsWithoutItsApi(Variant variant) {
        Journey journey = variant.journey();
        Layout layout = variant.layout();
        for (int i = 1; i < journey.states().size(); i++) {
            for (String path : journey.states().get(i).list(layout.manifests())) {
                String api =
                        text(Parsed.documents(journey.states().get(i), path).get(0), "apiVersion");
                if (api.startsWith("cilium.io/")) {
                    assertThat(journey.states().get(i - 1).read(layout.ciliumApplication()))
                            .as(path)
                            .isPresent();
                }
                if (api.contains("projectcalico.org/") || api.startsWith("operator.tigera.io/")) {
                    assertThat(i - 1).as(path).isLessThan(journey.index("remove-calico-leftovers"));
                }
            }
        }
    }

    /** Everything that the install has leaves Git, goes with its Application, or is named by a Job. */
    private static void nothingOfCalicosIsLeftUnnamed(Variant variant, CalicoWorld world) {
        Preview preview = variant.preview();
        Set<String> inGit = new HashSet<>();
        for (DeclaredObject object :
                preview.plan().migration().inventory().calico().objects()) {
            if (preview.plan().migration().keeper().keeps(object)) {
                inGit.add(object.kindAndName());
            }
        }
        Set<String> byJob = new HashSet<>();
        for (PlannedCommit commit : preview.commits()) {
            for (YamlDocument document : manifests(variant, commit)) {
                if (text(document, "kind").equals("Job")) {
                    byJob.addAll(words(document));
                }
            }
        }
        CalicoFacts facts = world.facts();
        List<ObjectName> all = new ArrayList<>(facts.workloads().always());
        all.addAll(facts.companions().always());
        facts.crds().forEach(crd -> all.add(new ObjectName("CustomResourceDefinition", crd, "")));
        for (ObjectName name : all) {
            boolean namespace = byJob.contains("namespaces/" + name.namespace());
            // Argo CD marks no CRD as its own: it prunes none and deletes none with an Application (argo-cd#6078)
            boolean leavesWithGit =
                    inGit.contains(name.kindAndName()) && !name.kind().equals("CustomResourceDefinition");
            assertThat(leavesWithGit || byJob.contains(name.resource()) || namespace)
                    .as(name + " is removed by somebody")
                    .isTrue();
        }
        nothingOfItStaysInFiles(variant, facts);
    }

    private static void nothingOfItStaysInFiles(Variant variant, CalicoFacts facts) {
        MapTree end = variant.journey().after("hand-over");
        Migration migration = variant.preview().plan().migration();
        assertThat(FilesLeft.of(end, CalicoNames.of(facts)))
                .as("files at the end")
                .isEmpty();
        migration
                .inventory()
                .calico()
                .application()
                .ifPresent(owner -> assertThat(end.read(owner.path()).isPresent())
                        .as(owner.path())
                        .isEqualTo(migration.staying().isPresent()));
    }

    private static List<String> words(YamlDocument job) {
        List<String> words = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            Object containers =
                    job.get(YamlPath.parse("spec.template.spec." + list)).orElse(List.of());
            for (Object container : (List<?>) containers) {
                ((List<?>) ((Map<?, ?>) container).get("command")).forEach(word -> words.add(String.valueOf(word)));
            }
        }
        return words;
    }

    private static List<YamlDocument> manifests(Variant variant, PlannedCommit commit) {
        return commit.changes().files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(variant.layout().manifests() + "/")
                        && file.getValue().isPresent())
                .flatMap(file -> Parsed.documents(file.getKey(), file.getValue().orElseThrow()).stream())
                .toList();
    }

    private static String text(YamlDocument document, String path) {
        return String.valueOf(document.get(YamlPath.parse(path)).orElse(""));
    }
}

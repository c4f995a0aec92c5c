package dev.crossfade.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Holds the arrows between core's packages, and keeps input and output out of it. */
@AnalyzeClasses(packages = "dev.crossfade.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrows = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.crossfade..")
            .layer("verbs")
            .definedBy("dev.crossfade.core")
            .layer("progress")
            .definedBy("..core.progress")
            .layer("review")
            .definedBy("..core.review")
            .layer("plan")
            .definedBy("..core.plan")
            .layer("examination")
            .definedBy("..core.examination")
            .layer("phase")
            .definedBy("..core.phase")
            .layer("calico")
            .definedBy("..core.calico")
            .layer("nodes")
            .definedBy("..core.nodes")
            .layer("inventory")
            .definedBy("..core.inventory")
            .layer("scan")
            .definedBy("..core.scan")
            .layer("kustomize")
            .definedBy("..core.kustomize")
            .layer("spec")
            .definedBy("..core.spec")
            .layer("proposal")
            .definedBy("..core.proposal")
            .layer("values")
            .definedBy("..core.values")
            .layer("proof")
            .definedBy("..core.proof")
            .layer("gate")
            .definedBy("..core.gate")
            .layer("observation")
            .definedBy("..core.observation")
            .layer("facts")
            .definedBy("..core.facts")
            .layer("render")
            .definedBy("..core.render")
            .layer("syncwindow")
            .definedBy("..core.syncwindow")
            .layer("jsonpath")
            .definedBy("..core.jsonpath")
            .layer("yaml")
            .definedBy("..core.yaml")
            .layer("report")
            .definedBy("..core.report")
            .whereLayer("verbs")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("progress")
            .mayOnlyBeAccessedByLayers("verbs")
            .whereLayer("review")
            .mayOnlyBeAccessedByLayers("progress", "verbs")
            .whereLayer("proof")
            .mayOnlyBeAccessedByLayers("progress", "review", "verbs")
            .whereLayer("observation")
            .mayOnlyBeAccessedByLayers("gate", "proof", "progress", "syncwindow", "verbs")
            .whereLayer("syncwindow")
            .mayOnlyBeAccessedByLayers("gate")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("progress", "proof", "review", "verbs")
            .whereLayer("examination")
            .mayOnlyBeAccessedByLayers("plan")
            .whereLayer("phase")
            .mayOnlyBeAccessedByLayers("examination", "plan", "progress", "proof", "review", "verbs")
            .whereLayer("calico")
            .mayOnlyBeAccessedByLayers("examination", "phase", "plan")
            .whereLayer("nodes")
            .mayOnlyBeAccessedByLayers("examination", "phase", "plan")
            .whereLayer("inventory")
            .mayOnlyBeAccessedByLayers("calico", "examination", "nodes", "phase", "plan", "proof", "review")
            .whereLayer("scan")
            .mayOnlyBeAccessedByLayers("calico", "examination", "inventory", "nodes", "phase", "plan", "proof")
            .whereLayer("kustomize")
            .mayOnlyBeAccessedByLayers("examination", "inventory", "scan")
            .whereLayer("values")
            .mayOnlyBeAccessedByLayers("examination", "phase", "proof")
            .whereLayer("gate")
            .mayOnlyBeAccessedByLayers("examination", "phase", "plan", "progress", "proof", "review")
            .whereLayer("spec")
            .mayOnlyBeAccessedByLayers(
                    "calico",
                    "examination",
                    "gate",
                    "inventory",
                    "nodes",
                    "phase",
                    "plan",
                    "progress",
                    "proof",
                    "review",
                    "scan",
                    "verbs")
            .whereLayer("jsonpath")
            .mayOnlyBeAccessedByLayers("spec")
            .whereLayer("proposal")
            .mayOnlyBeAccessedByLayers("plan", "progress", "review", "spec", "verbs")
            .whereLayer("facts")
            .mayOnlyBeAccessedByLayers(
                    "examination", "gate", "inventory", "nodes", "phase", "plan", "proof", "scan", "spec");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.crossfade.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noInputOrOutput = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.crossfade.core.facts.FactTable")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.net.http..", "java.util.logging..", "org.slf4j..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.ProcessBuilder");

    @ArchTest
    static final ArchRule noClockNoChanceNoEnvironment = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class)
            .orShould()
            .callMethod(System.class, "getProperty", String.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.Locale.class, "getDefault")
            .orShould()
            .callMethod(java.util.TimeZone.class, "getDefault")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.UUID");

    @ArchTest
    static final ArchRule phasesHideBehindTheirInterface = classes()
            .that()
            .implement(dev.crossfade.core.phase.Phase.class)
            .should()
            .bePackagePrivate()
            .andShould()
            .haveSimpleNameEndingWith("Phase");
}

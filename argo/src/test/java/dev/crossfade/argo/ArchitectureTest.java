package dev.crossfade.argo;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** Holds the arrows between the packages, and keeps writing out. */
@AnalyzeClasses(packages = "dev.crossfade.argo", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule arrows = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("dev.crossfade.argo..")
            .layer("observatories")
            .definedBy("dev.crossfade.argo")
            .layer("watch")
            .definedBy("..argo.watch")
            .layer("probe")
            .definedBy("..argo.probe")
            .layer("api")
            .definedBy("..argo.api")
            .layer("write")
            .definedBy("..argo.write")
            .layer("fact")
            .definedBy("..argo.fact")
            .whereLayer("observatories")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("write")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("watch")
            .mayOnlyBeAccessedByLayers("observatories")
            .whereLayer("probe")
            .mayOnlyBeAccessedByLayers("observatories")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("observatories", "watch", "probe", "write")
            .whereLayer("fact")
            .mayOnlyBeAccessedByLayers("observatories", "watch", "probe");

    /** What looks at a cluster cannot write into it. */
    @ArchTest
    static final ArchRule lookingWritesNothing = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfade.argo.write")
            .and()
            .doNotHaveSimpleName("Connections")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("Writes");

    /** fabric8 connects and authenticates; its typed and writing interface stays outside. */
    @ArchTest
    static final ArchRule nothingIsWritten = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8.kubernetes.client.dsl..", "io.fabric8.kubernetes.api.model..");

    @ArchTest
    static final ArchRule oneDoorToTheServer = noClasses()
            .that()
            .resideOutsideOfPackages("dev.crossfade.argo.api", "dev.crossfade.argo.write")
            .and()
            .doNotHaveSimpleName("Connections")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.fabric8..");
}

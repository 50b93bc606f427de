package nl.tafelzicht;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

/** The flow runs one way: intake, decide, journal, tail, picture, live. */
class ArchitectureTest {

    private static final JavaClasses HUB = new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("nl.tafelzicht");

    @Test
    void theDomainIsPure() {
        noClasses().that().resideInAPackage("..election..").should().dependOnClassesThat()
            .resideOutsideOfPackages("..election..", "java..").because("the domain knows no framework and nobody else").check(HUB);
    }

    @Test
    void eachLayerIsKnownOnlyToThoseThatMay() {
        Architectures.layeredArchitecture().consideringOnlyDependenciesInAnyPackage("nl.tafelzicht..")
            .layer("cli").definedBy("nl.tafelzicht").layer("demo").definedBy("..demo..").layer("node").definedBy("..node..").layer("http").definedBy("..http..")
            .layer("live").definedBy("..live..").layer("command").definedBy("..command..").layer("exchange").definedBy("..exchange..").layer("similarity").definedBy("..similarity..").layer("archive").definedBy("..archive..").layer("seal").definedBy("..seal..").layer("notify").definedBy("..notify..").layer("postgres").definedBy("..postgres..").layer("operation").definedBy("..operation..").layer("access").definedBy("..access..")
            .layer("picture").definedBy("..picture..").layer("journal").definedBy("..journal..").layer("election").definedBy("..election..").layer("json").definedBy("..json..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("demo").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("node").mayOnlyBeAccessedByLayers("cli", "demo")
            .whereLayer("http").mayOnlyBeAccessedByLayers("node")
            .whereLayer("live").mayOnlyBeAccessedByLayers("http", "node")
            .whereLayer("command").mayOnlyBeAccessedByLayers("http", "node")
            .whereLayer("notify").mayOnlyBeAccessedByLayers("http", "node", "demo")
            .whereLayer("seal").mayOnlyBeAccessedByLayers("http", "node", "cli")
            .whereLayer("postgres").mayOnlyBeAccessedByLayers("node")
            .whereLayer("operation").mayOnlyBeAccessedByLayers("http", "node", "cli")
            .whereLayer("similarity").mayOnlyBeAccessedByLayers("http", "node")
            .whereLayer("archive").mayOnlyBeAccessedByLayers("http", "node")
            .whereLayer("exchange").mayOnlyBeAccessedByLayers("http", "command", "node", "demo")
            .whereLayer("access").mayOnlyBeAccessedByLayers("http", "live", "seal", "node", "demo", "cli")
            .whereLayer("picture").mayOnlyBeAccessedByLayers("command", "live", "http", "notify", "operation", "similarity", "node", "cli")
            .whereLayer("journal").mayOnlyBeAccessedByLayers("picture", "command", "http", "node", "cli").check(HUB);
    }

    @Test
    void thereAreNoCircles() {
        SlicesRuleDefinition.slices().matching("nl.tafelzicht.(*)..").should().beFreeOfCycles().check(HUB);
    }
}

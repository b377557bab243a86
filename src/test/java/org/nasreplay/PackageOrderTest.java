package org.nasreplay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nasreplay.oracle.Benchmark;
import org.nasreplay.space.Architecture;
import org.nasreplay.space.EnumerableSpace;
import org.nasreplay.table.BenchmarkTable;

/** Data flows from left to right through the packages, so imports point to the left. */
@Tag("anywhere")
class PackageOrderTest {
  private static final List<String> ORDER =
      List.of(
          "io",
          "space",
          "table",
          "oracle",
          "search",
          "replay",
          "analysis",
          "report",
          "study",
          "process",
          "cli");

  /** Rooms to which a benchmark is one like any other. */
  private static final String[] GENERAL = {
    "org.nasreplay.search..",
    "org.nasreplay.process..",
    "org.nasreplay.replay..",
    "org.nasreplay.analysis..",
    "org.nasreplay.report.."
  };

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.nasreplay");

  private static String withSubpackages(String name) {
    return "org.nasreplay." + name + "..";
  }

  private static void assertImportsPointLeft(Stream<String> ordered) {
    List<String> packages = ordered.toList();
    for (int i = 0; i < packages.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(packages.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages.subList(i + 1, packages.size()).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void importsPointLeft() {
    assertImportsPointLeft(ORDER.stream().map(PackageOrderTest::withSubpackages));
  }

  @Test
  void picturesAndTablesOfAReportStandBetweenItsWordsAndItsPageAndDoNotKnowEachOther() {
    String report = "org.nasreplay.report";
    assertThat(CLASSES.getPackage(report).getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrder("text", "chart", "table", "page");
    // The empty name is the package itself, which uses them all.
    assertImportsPointLeft(Stream.of(".text", ".chart", ".table", ".page", "").map(report::concat));
    assertImportsPointLeft(Stream.of(".text", ".table", ".chart", ".page", "").map(report::concat));
  }

  /** And with that no circle between classes, but within one package. */
  @Test
  void packagesFormNoCycles() {
    slices().matching("org.nasreplay.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageHasItsPlaceInTheOrder() {
    assertThat(CLASSES.getPackage("org.nasreplay").getSubpackages())
        .extracting(JavaPackage::getRelativeName)
        .containsExactlyInAnyOrderElementsOf(ORDER);
    assertThat(CLASSES.getPackage("org.nasreplay").getClasses()).isEmpty();
  }

  @Test
  void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
    assertThat(CLASSES.getPackage("org.nasreplay").getSubpackagesInTree())
        .allSatisfy(p -> assertThat(p.isAnnotatedWith(NullMarked.class)).as(p.getName()).isTrue());
  }

  @Test
  void onlyTheCommandLinePrints() {
    noClasses()
        .that()
        .resideOutsideOfPackage(withSubpackages("cli"))
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  /** Who replays, analyses or draws asks a benchmark: the next one need not be a table. */
  @Test
  void onlySpacesTablesAndOraclesKnowNumbersOfArchitecturesAndTables() {
    noClasses()
        .that()
        .resideInAnyPackage(GENERAL)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(EnumerableSpace.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(BenchmarkTable.class)
        .orShould()
        .dependOnClassesThat()
        .implement(Benchmark.class)
        .orShould()
        .callMethod(Architecture.class, "index")
        .check(CLASSES);
  }

  @Test
  void onlySpacesTablesAndOraclesKnowNetworksMadeOfBlocks() {
    noClasses()
        .that()
        .resideInAnyPackage(GENERAL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(withSubpackages("oracle.ofa"), withSubpackages("space.network"))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.(OnceForAll|Block)[A-Z]\\w*")
        .check(CLASSES);
  }

  /** Studies enumerate tables, and leave their numbers to them. */
  @Test
  void studiesAskForNoNumberOfAnArchitecture() {
    noClasses()
        .that()
        .resideInAPackage(withSubpackages("study"))
        .should()
        .callMethod(Architecture.class, "index")
        .check(CLASSES);
  }

  @Test
  void nobodyAsksWhichSpaceOrBenchmarkItIs() {
    assertThat(CLASSES)
        .filteredOn(c -> !c.getPackageName().matches("org\\.nasreplay\\.(space|table|oracle).*"))
        .flatExtracting(JavaClass::getInstanceofChecks)
        .extracting(check -> check.getRawType().getName())
        .noneMatch(name -> name.matches("org\\.nasreplay\\.(space|table|oracle)\\..*"));
  }
}

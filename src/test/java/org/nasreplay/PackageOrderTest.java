package org.nasreplay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Data flows from left to right through the packages, so imports point to the left. */
class PackageOrderTest {
  private static final List<String> ORDER =
      List.of("io", "space", "table", "oracle", "search", "replay", "analysis", "report", "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.nasreplay");

  private static String withSubpackages(String name) {
    return "org.nasreplay." + name + "..";
  }

  @Test
  void importsPointLeft() {
    for (int i = 0; i < ORDER.size() - 1; i++) {
      noClasses()
          .that()
          .resideInAPackage(withSubpackages(ORDER.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ORDER.subList(i + 1, ORDER.size()).stream()
                  .map(PackageOrderTest::withSubpackages)
                  .toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("org.nasreplay.(*)..").should().beFreeOfCycles().check(CLASSES);
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
}

package io.trustlift.attribution;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Dependencies point one way: model, exposure, attribution; the rules know nothing of Flink. */
@AnalyzeClasses(
    packages = {
      "io.trustlift.model",
      "io.trustlift.exposure",
      "io.trustlift.adapters",
      "io.trustlift.clickhouse",
      "io.trustlift.attribution"
    },
    importOptions = {ImportOption.DoNotIncludeTests.class, HouseRulesTest.NoTestJars.class})
class HouseRulesTest {

  private static final String MODEL = "io.trustlift.model..";
  private static final String EXPOSURE = "io.trustlift.exposure..";
  private static final String ADAPTERS = "io.trustlift.adapters..";
  private static final String CLICKHOUSE = "io.trustlift.clickhouse..";
  private static final String ATTRIBUTION = "io.trustlift.attribution..";

  /** The tests of another room are on the class path as a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar") && !location.contains("/test-classes/");
    }
  }

  @ArchTest
  static final ArchRule modelKnowsNoOtherRoom =
      classes()
          .that()
          .resideInAPackage(MODEL)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(MODEL, "java..", "com.fasterxml.jackson.core..");

  @ArchTest
  static final ArchRule exposureKnowsTheModelOnly =
      classes()
          .that()
          .resideInAPackage(EXPOSURE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(EXPOSURE, MODEL, "java..", "com.dynatrace.hash4j..");

  @ArchTest
  static final ArchRule adaptersKnowTheModelOnly =
      classes()
          .that()
          .resideInAPackage(ADAPTERS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ADAPTERS,
              MODEL,
              "java..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.databind..");

  @ArchTest
  static final ArchRule onlyTheIntakeTranslates =
      noClasses()
          .that()
          .resideInAnyPackage(
              EXPOSURE,
              CLICKHOUSE,
              "io.trustlift.attribution.operator..",
              "io.trustlift.attribution.format..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ADAPTERS);

  @ArchTest
  static final ArchRule clickHouseKnowsTheModelOnly =
      noClasses()
          .that()
          .resideInAPackage(CLICKHOUSE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(EXPOSURE, ATTRIBUTION, "org.apache.flink..", "org.apache.kafka..");

  @ArchTest
  static final ArchRule attributionKnowsNoToolsAndNoTests =
      noClasses()
          .that()
          .resideInAPackage(ATTRIBUTION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.trustlift.local..",
              "io.trustlift.simulator..",
              "io.trustlift.report..",
              "io.trustlift.bench..",
              "io.trustlift.reference..");

  @ArchTest
  static final ArchRule theRulesTouchNoFileAndNoNetwork =
      noClasses()
          .that()
          .resideInAnyPackage(MODEL, EXPOSURE, ADAPTERS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.File");

  @ArchTest
  static final ArchRule theRulesReadNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(MODEL, EXPOSURE, ADAPTERS)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random");

  @ArchTest
  static final ArchRule operatorsReadNoClock =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.trustlift.attribution.operator..",
              "io.trustlift.attribution.intake..",
              "io.trustlift.attribution.format..")
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime");

  @ArchTest
  static final ArchRule onlyTheEdgesOfTheJobKnowClickHouse =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.trustlift.attribution.operator..",
              "io.trustlift.attribution.intake..",
              "io.trustlift.attribution.format..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLICKHOUSE);

  @ArchTest
  static final ArchRule roomsDoNotGoInCircles =
      slices().matching("io.trustlift.(*)..").should().beFreeOfCycles();
}

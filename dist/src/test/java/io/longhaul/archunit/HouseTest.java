package io.longhaul.archunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The product keeps the rules of the house. */
class HouseTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.longhaul");

  private final House house = new House("io.longhaul");

  /** Else every rule below would hold, of nothing. */
  @Test
  void all_three_modules_are_looked_at() {
    assertThat(CLASSES)
        .extracting(type -> type.getPackageName())
        .anyMatch(name -> name.startsWith("io.longhaul.time"))
        .anyMatch(name -> name.startsWith("io.longhaul.coordinator"))
        .anyMatch(name -> name.startsWith("io.longhaul.worker"));
  }

  @Test
  void only_adapters_know_aws() {
    house.onlyAdaptersKnowAws().check(CLASSES);
  }

  @Test
  void only_the_h2_ledger_knows_sql() {
    house.onlyTheH2LedgerKnowsSql().check(CLASSES);
  }

  @Test
  void only_the_vertx_store_and_health_know_vertx() {
    house.onlyTheVertxStoreAndHealthKnowVertx().check(CLASSES);
  }

  @Test
  void ports_know_the_jdk_only() {
    house.portsKnowTheJdkOnly().check(CLASSES);
  }

  @Test
  void coordinator_does_not_know_the_worker() {
    house.coordinatorDoesNotKnowTheWorker().check(CLASSES);
  }

  @Test
  void worker_does_not_know_the_coordinator() {
    house.workerDoesNotKnowTheCoordinator().check(CLASSES);
  }

  @Test
  void common_knows_neither_side() {
    house.commonKnowsNeitherSide().check(CLASSES);
  }

  @Test
  void walking_knows_neither_copying_nor_comparing() {
    house.walkingKnowsNeitherCopyingNorComparing().check(CLASSES);
  }

  @Test
  void copying_does_not_know_comparing() {
    house.copyingDoesNotKnowComparing().check(CLASSES);
  }

  @Test
  void nobody_knows_the_embedded_cloud() {
    house.nobodyKnowsTheEmbeddedCloud().check(CLASSES);
  }

  @Test
  void packages_are_named_after_what_they_do() {
    house.packagesAreNamedAfterWhatTheyDo().check(CLASSES);
  }

  @Test
  void time_is_injected() {
    house.timeIsInjected().check(CLASSES);
  }
}

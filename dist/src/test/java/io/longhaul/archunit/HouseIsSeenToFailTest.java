package io.longhaul.archunit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.longhaul.archunit.offenders.coordinator.KnowsTheWorker;
import io.longhaul.archunit.offenders.ledger.KnowsItsAdapter;
import io.longhaul.archunit.offenders.ledger.KnowsSql;
import io.longhaul.archunit.offenders.queue.KnowsALogger;
import io.longhaul.archunit.offenders.unit.GoesAroundTime;
import io.longhaul.archunit.offenders.unit.KeepsToTime;
import io.longhaul.archunit.offenders.unit.KnowsAws;
import io.longhaul.archunit.offenders.unit.KnowsNetty;
import io.longhaul.archunit.offenders.unit.KnowsTheEmbeddedCloud;
import io.longhaul.archunit.offenders.unit.util.HasNoName;
import io.longhaul.archunit.offenders.worker.KnowsTheCoordinator;
import io.longhaul.archunit.offenders.worker.copy.KnowsComparing;
import io.longhaul.archunit.offenders.worker.walk.KnowsCopying;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule is broken once, by a class that breaks nothing else that the rule looks at. */
class HouseIsSeenToFailTest {
  private static final String ROOT = "io.longhaul.archunit.offenders";
  private static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(ROOT);

  private final House house = new House(ROOT);

  @Test
  void aws_outside_an_adapter() {
    assertBroken(house.onlyAdaptersKnowAws(), KnowsAws.class);
  }

  @Test
  void sql_outside_the_h2_ledger() {
    assertBroken(house.onlyTheH2LedgerKnowsSql(), KnowsSql.class);
  }

  @Test
  void netty_outside_the_vertx_store_and_health() {
    assertBroken(house.onlyTheVertxStoreAndHealthKnowVertx(), KnowsNetty.class);
  }

  @Test
  void a_port_that_knows_more_than_the_jdk() {
    assertBroken(
        house.portsKnowTheJdkOnly(), KnowsALogger.class, KnowsSql.class, KnowsItsAdapter.class);
  }

  @Test
  void a_coordinator_that_knows_the_worker() {
    assertBroken(house.coordinatorDoesNotKnowTheWorker(), KnowsTheWorker.class);
  }

  @Test
  void a_worker_that_knows_the_coordinator() {
    assertBroken(house.workerDoesNotKnowTheCoordinator(), KnowsTheCoordinator.class);
  }

  @Test
  void common_that_knows_the_worker() {
    assertBroken(
        house.commonKnowsNeitherSide(), io.longhaul.archunit.offenders.unit.KnowsTheWorker.class);
  }

  @Test
  void walking_that_knows_copying() {
    assertBroken(house.walkingKnowsNeitherCopyingNorComparing(), KnowsCopying.class);
  }

  @Test
  void copying_that_knows_comparing() {
    assertBroken(house.copyingDoesNotKnowComparing(), KnowsComparing.class);
  }

  @Test
  void code_that_knows_the_embedded_cloud() {
    assertBroken(house.nobodyKnowsTheEmbeddedCloud(), KnowsTheEmbeddedCloud.class);
  }

  @Test
  void a_package_without_a_name() {
    assertBroken(house.packagesAreNamedAfterWhatTheyDo(), HasNoName.class);
  }

  @Test
  void code_that_goes_around_time() {
    assertBroken(house.timeIsInjected(), GoesAroundTime.class);
  }

  /** Way by way: one that the rule does not know would hide behind the others. */
  @TestFactory
  Stream<DynamicTest> every_way_around_time_is_seen() {
    String report = failuresOf(house.timeIsInjected());
    return Arrays.stream(GoesAroundTime.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .map(way ->
            DynamicTest.dynamicTest(
                way, () -> assertThat(report).contains("GoesAroundTime." + way + "(")));
  }

  private static void assertBroken(ArchRule rule, Class<?>... offenders) {
    String report = failuresOf(rule);
    assertThat(report).contains(Arrays.stream(offenders).map(Class::getName).toList());
    assertThat(report).doesNotContain(KeepsToTime.class.getName());
  }

  private static String failuresOf(ArchRule rule) {
    return String.join("\n", rule.evaluate(OFFENDERS).getFailureReport().getDetails());
  }
}

package io.longhaul.archunit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * The rules of the tree, for packages below {@code root}.
 *
 * <p>The root is a parameter so that every rule can be held against a small tree that breaks it: a
 * rule that was never seen to fail may be checking nothing.
 */
record House(String root) {
  /** Packages whose first class is still to land; delete a name as soon as it has. */
  private static final Set<String> NOT_YET_THERE = Set.of();

  /** The ports: one package each, its adapters one below. */
  private static final List<String> PORTS = List.of("ledger", "queue", "s3", "coordinator.fleet");

  private static final List<String> NO_NAMES =
      List.of("util", "utils", "model", "service", "impl", "manager", "helper", "helpers");

  ArchRule onlyAdaptersKnowAws() {
    return onlyTheseKnow(
        "software.amazon..",
        below("aws"),
        below("queue.sqs"),
        below("ledger.dynamodb"),
        below("s3.sdk"),
        below("metrics.cloudwatch"),
        below("coordinator.infra.cloudformation"),
        below("coordinator.grant.aws"),
        below("worker.host.ec2"),
        root + "..fleet.ec2..");
  }

  ArchRule onlyTheH2LedgerKnowsSql() {
    return noClasses()
        .that(not(resideInAnyPackage(below("ledger.h2"))))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.h2..", "java.sql..", "javax.sql..")
        .as("only " + below("ledger.h2") + " knows H2 and SQL");
  }

  ArchRule onlyTheVertxStoreAndHealthKnowVertx() {
    return noClasses()
        .that(not(resideInAnyPackage(below("s3.vertx"), below("worker.health"))))
        .and()
        // The SDK's own transport is netty: its event loops are made in one place.
        .doNotHaveFullyQualifiedName(root + ".aws.EventLoops")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..", "io.netty..")
        .as(
            "only "
                + below("s3.vertx")
                + " and "
                + below("worker.health")
                + " know Vert.x and Netty, and aws.EventLoops the SDK's event loops");
  }

  ArchRule portsKnowTheJdkOnly() {
    return classes()
        .that()
        .resideInAnyPackage(PORTS.stream().map(this::of).toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "org.jspecify..", root + "..")
                .and(not(resideInAPackage("java.sql..")))
                .and(not(adapters())))
        .as("ports know the JDK and our own types, and never their adapters")
        .allowEmptyShould(NOT_YET_THERE.containsAll(PORTS));
  }

  ArchRule coordinatorDoesNotKnowTheWorker() {
    return noClasses()
        .that()
        .resideInAPackage(below("coordinator"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("worker"));
  }

  ArchRule workerDoesNotKnowTheCoordinator() {
    return noClasses()
        .that()
        .resideInAPackage(below("worker"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("coordinator"));
  }

  /** Common is whatever is neither of the two nor above them. */
  ArchRule commonKnowsNeitherSide() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(root, below("coordinator"), below("worker"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below("coordinator"), below("worker"))
        .as("what both sides share knows neither coordinator nor worker");
  }

  /** Copying and comparing stand on it, and it on neither. */
  ArchRule walkingKnowsNeitherCopyingNorComparing() {
    return noClasses()
        .that()
        .resideInAPackage(below("worker.walk"))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(below("worker.copy"), below("worker.verify"))
        .as("who goes through a unit knows neither copying nor comparing");
  }

  ArchRule copyingDoesNotKnowComparing() {
    return noClasses()
        .that()
        .resideInAPackage(below("worker.copy"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("worker.verify"));
  }

  ArchRule nobodyKnowsTheEmbeddedCloud() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(below("embedded"))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(below("embedded"));
  }

  ArchRule packagesAreNamedAfterWhatTheyDo() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            NO_NAMES.stream().map(name -> root + ".." + name + "..").toArray(String[]::new));
  }

  ArchRule timeIsInjected() {
    return classes()
        .that()
        .resideOutsideOfPackage(of("time"))
        .should(new GoThroughTime())
        .as("clocks, waits and virtual threads go through " + of("time"));
  }

  private ArchRule onlyTheseKnow(String what, String... packages) {
    return noClasses()
        .that(not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(what)
        .as("only " + Arrays.toString(packages) + " know " + what);
  }

  private DescribedPredicate<JavaClass> adapters() {
    return resideInAnyPackage(
        PORTS.stream().map(port -> root + "." + port + ".*..").toArray(String[]::new));
  }

  private String of(String name) {
    return root + "." + name;
  }

  private String below(String name) {
    return of(name) + "..";
  }
}

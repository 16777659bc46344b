package io.longhaul.archunit;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Finds whatever reads a clock, waits for a time or starts a virtual thread by way of the JDK.
 *
 * <p>Calls and method references alike: {@code Instant::now} reads the clock as {@code
 * Instant.now()} does.
 */
final class GoThroughTime extends ArchCondition<JavaClass> {
  private static final Set<String> CLOCKS = Set.of("now", "nanoTime", "currentTimeMillis");
  private static final Set<String> TIMED_UNIT = Set.of("sleep", "timedWait", "timedJoin");
  private static final Set<String> TIMED_CONDITION = Set.of("awaitNanos", "awaitUntil");
  private static final Set<String> TIMED_PARK = Set.of("parkNanos", "parkUntil");
  private static final Set<String> VIRTUAL =
      Set.of(
          "ofVirtual",
          "startVirtualThread",
          "newVirtualThreadPerTaskExecutor",
          "newThreadPerTaskExecutor");

  GoThroughTime() {
    super("read clocks, wait and start virtual threads through the Time port");
  }

  @Override
  public void check(JavaClass javaClass, ConditionEvents events) {
    Stream.of(
            javaClass.getMethodCallsFromSelf(),
            javaClass.getMethodReferencesFromSelf(),
            javaClass.getConstructorCallsFromSelf(),
            javaClass.getConstructorReferencesFromSelf())
        .flatMap(Set::stream)
        .map(access -> (JavaCodeUnitAccess<?>) access)
        .filter(access -> goesAround(access.getTarget()))
        .forEach(
            access -> events.add(SimpleConditionEvent.violated(access, access.getDescription())));
  }

  private static boolean goesAround(CodeUnitAccessTarget target) {
    JavaClass owner = target.getOwner();
    String name = target.getName();
    boolean jdk = owner.getPackageName().startsWith("java.");
    List<JavaClass> parameters = target.getRawParameterTypes();
    return jdk
        && (CLOCKS.contains(name)
            || VIRTUAL.contains(name)
            || isConstructorOf(target, Date.class) && parameters.isEmpty()
            || isConstructorOf(target, Timer.class)
            || owner.isEquivalentTo(Clock.class) && !name.equals("fixed")
            || owner.isEquivalentTo(TimeUnit.class) && TIMED_UNIT.contains(name)
            || owner.isEquivalentTo(LockSupport.class) && TIMED_PARK.contains(name)
            || owner.isAssignableTo(Condition.class) && TIMED_CONDITION.contains(name)
            || owner.isEquivalentTo(Executors.class) && name.startsWith("newScheduled")
            || name.equals("sleep") && owner.isEquivalentTo(Thread.class)
            || name.equals("join") && owner.isAssignableTo(Thread.class) && !parameters.isEmpty()
            || isTimedObjectWait(name, parameters)
            || waitsForGivenTime(target));
  }

  /** Declared in Object, called on anything. */
  private static boolean isTimedObjectWait(String name, List<JavaClass> parameters) {
    return name.equals("wait")
        && !parameters.isEmpty()
        && parameters.getFirst().isEquivalentTo(long.class);
  }

  /**
   * {@code poll}, {@code offer}, {@code await}, {@code get}, {@code waitFor}, {@code orTimeout}…
   */
  private static boolean waitsForGivenTime(CodeUnitAccessTarget target) {
    boolean waits =
        target.getOwner().getPackageName().startsWith("java.util.concurrent")
            || target.getOwner().isAssignableTo(Process.class)
            || target.getOwner().isAssignableTo(Thread.class);
    boolean aTime =
        target.getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(TimeUnit.class) || isDuration(type));
    boolean converts =
        target.getOwner().isEquivalentTo(TimeUnit.class) && target.getName().equals("convert");
    boolean configures = target.getName().equals("<init>");
    return waits && aTime && !converts && !configures;
  }

  private static boolean isDuration(JavaClass type) {
    return type.isEquivalentTo(Duration.class);
  }

  private static boolean isConstructorOf(CodeUnitAccessTarget target, Class<?> type) {
    return target.getName().equals("<init>") && target.getOwner().isEquivalentTo(type);
  }
}

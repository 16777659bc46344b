package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.access.NotDeployed;
import io.longhaul.access.PermissionMissing;
import io.longhaul.coordinator.plan.Tried.Answer;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Alarm;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Uses permissions that only read, all at once and within seconds, to see whether they are there.
 */
final class Tries {
  private static final Duration PATIENCE = Duration.ofSeconds(6);

  private final Time time;
  private final List<Need> needs = new ArrayList<>();
  private final List<Try> tries = new ArrayList<>();

  /** Something that reads. */
  interface Try {
    void read() throws InterruptedException;
  }

  Tries(Time time) {
    this.time = time;
  }

  void add(Need need, Try read) {
    needs.add(need);
    tries.add(read);
  }

  List<Tried> run() throws InterruptedException {
    AtomicReferenceArray<@Nullable Tried> answers = new AtomicReferenceArray<>(needs.size());
    AtomicInteger open = new AtomicInteger(needs.size());
    Alarm done = time.alarm();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < needs.size(); i++) {
      int place = i;
      threads.add(
          time.start(
              "try",
              () -> {
                answers.set(place, tried(needs.get(place), tries.get(place)));
                if (open.decrementAndGet() == 0) done.ring();
              }));
    }
    try {
      if (!needs.isEmpty()) done.await(Deadline.in(time, PATIENCE).remaining());
    } finally {
      threads.forEach(Thread::interrupt);
    }
    List<Tried> all = new ArrayList<>();
    for (int i = 0; i < needs.size(); i++) {
      Tried answer = answers.get(i);
      String silent = "no answer in %d s".formatted(PATIENCE.toSeconds());
      all.add(answer != null ? answer : new Tried(needs.get(i), Answer.UNKNOWN, silent));
    }
    return all;
  }

  private static Tried tried(Need need, Try read) {
    try {
      read.read();
      return new Tried(need, Answer.GRANTED, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Tried(need, Answer.UNKNOWN, "interrupted");
    } catch (RuntimeException e) {
      return new Tried(asDenied(need, e), answer(e), String.valueOf(e.getMessage()));
    }
  }

  /** What is denied may be more than what was asked for, such as the key of an encrypted object. */
  private static Need asDenied(Need need, RuntimeException e) {
    boolean another =
        e instanceof PermissionMissing denied && !same(denied.action(), need.action());
    if (!another) return need;
    PermissionMissing denied = (PermissionMissing) e;
    return new Need(denied.action(), denied.resource());
  }

  private static boolean same(String action, String other) {
    return service(action).equals(service(other));
  }

  private static String service(String action) {
    return action.substring(0, Math.max(0, action.indexOf(':')));
  }

  private static Answer answer(RuntimeException e) {
    return switch (e) {
      case PermissionMissing denied -> Answer.DENIED;
      case NotDeployed missing -> Answer.MISSING;
      case StoreException failed ->
          failed.failure() == FailureClass.DENIED ? Answer.DENIED : Answer.UNKNOWN;
      default -> Answer.UNKNOWN;
    };
  }
}

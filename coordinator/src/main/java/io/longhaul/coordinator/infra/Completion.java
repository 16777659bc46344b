package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until what was begun with a formation has come to its end, good or bad. */
public final class Completion {
  /** A table takes half a minute, a group of many machines ten; AWS promises none. */
  private static final Duration LONGEST = Duration.ofMinutes(45);

  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final Formation formation;
  private final Time time;
  private final Consumer<String> said;

  /**
   * @param said is told of every new status
   */
  public Completion(Formation formation, Time time, Consumer<String> said) {
    this.formation = formation;
    this.time = time;
    this.said = said;
  }

  /**
   * Waits.
   *
   * @return how it stands then; empty: it is gone
   * @throws CommandFailed if it takes too long
   */
  public Optional<Formed> await(String id) throws InterruptedException {
    Deadline deadline = Deadline.in(time, LONGEST);
    String last = "";
    while (true) {
      // First: right after it was begun it may still be said to stand as before.
      time.sleep(PAUSE);
      Optional<Formed> now = formation.look(id);
      if (now.isEmpty()) return now;
      switch (now.get().state()) {
        case GONE -> {
          return Optional.empty();
        }
        case READY, BROKEN, STUCK -> {
          return now;
        }
        case BUSY, PROPOSED -> {
          if (!now.get().status().equals(last)) said.accept(now.get().status());
          last = now.get().status();
        }
      }
      if (deadline.passed()) {
        throw CommandFailed.failed(
            "it is still %s after %d minutes; CloudFormation goes on with it, 'longhaul infra diff'"
                    .formatted(last, LONGEST.toMinutes())
                + " says how it stands");
      }
    }
  }
}

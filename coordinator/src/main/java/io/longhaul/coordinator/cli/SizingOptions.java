package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Finding.Level;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Launch;
import io.longhaul.coordinator.fleet.LaunchChecks;
import io.longhaul.coordinator.fleet.Roster;
import io.longhaul.coordinator.fleet.SizingDesk;
import io.longhaul.coordinator.fleet.SizingText;
import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How many machines there are to be: what both commands that say so have in common. */
final class SizingOptions {
  /** A limit for whoever sizes a fleet from here, unless a command says another. */
  static final String MAX_HOURLY = "LONGHAUL_MAX_HOURLY";

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

  @Option(
      names = "--max-hourly",
      paramLabel = "DOLLARS",
      description =
          "Refuse what could cost more an hour, on demand; else LONGHAUL_MAX_HOURLY, else no"
              + " limit.")
  private @Nullable String maxHourly;

  @Option(names = "--dry-run", description = "Say what was found, and change nothing.")
  private boolean dryRun;

  @Option(names = "--yes", description = "Do not ask when something costs more than it need.")
  private boolean yes;

  @Option(
      names = "--wait",
      description = "Wait until so many workers are live; else it returns at once.")
  private boolean wait;

  @Option(
      names = "--within",
      paramLabel = "MINUTES",
      defaultValue = "15",
      description = "With --wait: how long at most, ${DEFAULT-VALUE} if it is not said.")
  private int within;

  @Mixin private WishOptions wish;

  /** Whether the fleet is to be sized by itself. */
  boolean byItself() {
    return wish.any();
  }

  /**
   * What is asked for.
   *
   * @param first how many are wanted now; sized by itself, there may be more
   * @throws CommandFailed if something about it cannot be
   */
  Asked asked(
      Surroundings surroundings, Optional<Group> group, int first, Optional<Launch.Source> source) {
    if (!wish.any()) return new Asked(launch(surroundings, first, source), first, Optional.empty());
    Wish wished = wish.wish(surroundings, group, surroundings.time().now());
    if (first > wished.max()) {
      throw CommandFailed.misused(
          "%d workers are more than the %d that there may be".formatted(first, wished.max()));
    }
    return new Asked(launch(surroundings, wished.max(), source), first, Optional.of(wished));
  }

  /** The most that may be wanted. */
  int most(Optional<Group> group) {
    return wish.most(group);
  }

  /**
   * What is asked for.
   *
   * @param most what is looked at, before anything is changed
   * @param first how many are to be wanted now
   * @param wish empty: so many they stay
   */
  record Asked(Launch most, int first, Optional<Wish> wish) {}

  private Launch launch(Surroundings surroundings, int workers, Optional<Launch.Source> source) {
    Waiting.check(within);
    try {
      return new Launch(workers, limit(surroundings), source);
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }

  private OptionalDouble limit(Surroundings surroundings) {
    String variable = surroundings.place().environment().getOrDefault(MAX_HOURLY, "");
    String text = maxHourly == null ? variable : maxHourly;
    if (text.isEmpty()) return OptionalDouble.empty();
    String from = maxHourly == null ? MAX_HOURLY : "--max-hourly";
    try {
      double dollars = Double.parseDouble(text);
      if (dollars > 0 && dollars < 1e6) return OptionalDouble.of(dollars);
    } catch (NumberFormatException e) {
      // said below, as for a number that is none of dollars
    }
    throw CommandFailed.misused("%s '%s': write dollars an hour, such as 15".formatted(from, text));
  }

  /** What came of it. */
  enum Set {
    WOULD,
    ALREADY,
    DONE
  }

  /** What is to be done once nothing stops a launch any more, before any machine comes. */
  interface Before {
    void happens() throws InterruptedException;
  }

  Set set(Surroundings surroundings, Stack stack, Fleet fleet, Asked asked)
      throws InterruptedException {
    return set(surroundings, stack, fleet, asked, () -> {});
  }

  /**
   * Looks, asks where it is to be asked, and sets the number; who is told a plain one is not sized
   * by itself any more.
   *
   * @throws CommandFailed if something is found that stops it, or it is not agreed to
   */
  Set set(Surroundings surroundings, Stack stack, Fleet fleet, Asked asked, Before before)
      throws InterruptedException {
    Launch launch = asked.most();
    List<Finding> findings = new LaunchChecks(fleet, launch).find();
    for (Finding finding : findings) surroundings.print(finding.line());
    refuse(findings);
    int wanted = fleet.group().map(Group::wanted).orElse(0);
    SizingDesk desk = new SizingDesk(stack);
    Optional<Sizing> stood = desk.standing();
    if (dryRun) {
      say(surroundings, asked, stood, "would be");
      return Set.WOULD;
    }
    if (wanted == asked.first() && asked.wish().isEmpty() && stood.isEmpty()) {
      before.happens();
      return Set.ALREADY;
    }
    long costly = findings.stream().filter(found -> found.level() == Level.COSTS).count();
    if (costly > 0 && !yes && launch.workers() > wanted) {
      new Consent(surroundings)
          .ask(
              "nothing is launched yet, for " + Figures.count(costly, "warning"),
              "--yes launches all the same");
    }
    before.happens();
    if (asked.wish().isPresent()) desk.begin(stood, asked.wish().get(), asked.first());
    else stood = desk.end();
    fleet.want(asked.first());
    say(surroundings, asked, stood, "is");
    return Set.DONE;
  }

  private static void say(
      Surroundings surroundings, Asked asked, Optional<Sizing> stood, String is) {
    SizedByItself.say(surroundings, stood, is);
    asked
        .wish()
        .ifPresent(wish ->
            surroundings.print("%s sized by itself: %s".formatted(is, SizingText.wish(wish))));
  }

  private static void refuse(List<Finding> findings) {
    Optional<Finding> stops =
        findings.stream().filter(found -> found.level() == Level.STOPS).findFirst();
    if (stops.isPresent()) {
      throw CommandFailed.failed(
          "nothing was changed: %s: %s".formatted(stops.get().about(), stops.get().text()));
    }
  }

  /** Waits, if that is asked for, until so many workers are live on the fleet's machines. */
  void awaitLive(Surroundings surroundings, Stack stack, Fleet fleet, int workers)
      throws InterruptedException {
    if (!wait || dryRun) return;
    Deadline deadline = Deadline.in(stack.time(), Duration.ofMinutes(within));
    int said = -1;
    while (true) {
      int live =
          (int)
              Roster.of(stack, fleet.members()).lines().stream()
                  .filter(line -> !line.workers().isEmpty())
                  .count();
      if (live != said) surroundings.say("%d of %d machines work".formatted(live, workers));
      said = live;
      if (live >= workers) return;
      if (deadline.passed()) {
        throw CommandFailed.failed(
            "%d of %d machines work after %d minutes; they go on starting, 'longhaul fleet ls' shows"
                    .formatted(live, workers, within)
                + " how far, and the group's activity in the console what keeps them");
      }
      stack.time().sleep(BETWEEN_LOOKS);
    }
  }
}

package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Launch;
import io.longhaul.ledger.Sizing.Wish;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** That the fleet is sized by itself, from now on. */
final class WishOptions {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,5})([mhd])");
  private static final Pattern MOST = Pattern.compile("max=(\\d{1,6})");
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(90);

  @Option(
      names = "--finish-by",
      paramLabel = "TIME",
      description =
          "Size the fleet by itself so that all open runs are over by then: in 6h, or at"
              + " 2026-12-01T06:00:00Z. At most as many as --auto says, else as the group takes.")
  private @Nullable String finishBy;

  @Option(
      names = "--auto",
      paramLabel = "max=N",
      description =
          "Size the fleet by itself, N at most; without --finish-by so that what is open is over in"
              + " about an hour.")
  private @Nullable String auto;

  /** Whether it is to be sized by itself. */
  boolean any() {
    return finishBy != null || auto != null;
  }

  /** The most that may be wanted. */
  int most(Optional<Group> group) {
    if (auto == null) return group.map(Group::max).orElse(1);
    Matcher matcher = MOST.matcher(auto);
    int most = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (most >= 1 && most <= Launch.MOST) return most;
    throw CommandFailed.misused(
        "--auto '%s': write max=N, N from 1 to %,d, such as max=32".formatted(auto, Launch.MOST));
  }

  /** The wish in the words of the ledger. */
  Wish wish(Surroundings surroundings, Optional<Group> group, Instant now) {
    Instant since = now.truncatedTo(ChronoUnit.MILLIS);
    Optional<Instant> by = Optional.ofNullable(finishBy).map(text -> time(text, since));
    int most = most(group);
    int least = group.map(Group::min).orElse(0);
    if (most < least) {
      throw CommandFailed.misused(
          "--auto max=%d: the group takes %d at least".formatted(most, least));
    }
    return new Wish(since, Words.who(surroundings), by, least, most);
  }

  private static Instant time(String text, Instant now) {
    Matcher matcher = LENGTH.matcher(text);
    Instant at;
    try {
      at = matcher.matches() ? now.plus(length(matcher)) : Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong(text);
    }
    Duration left = Duration.between(now, at);
    if (left.compareTo(SHORTEST) < 0 || left.compareTo(LONGEST) > 0) throw wrong(text);
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Duration length(Matcher matcher) {
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static CommandFailed wrong(String text) {
    return CommandFailed.misused(
        ("--finish-by '%s': write how long it may take, 1m to 90d, such as 6h, or until when, such"
                + " as 2026-12-01T06:00:00Z")
            .formatted(text));
  }
}

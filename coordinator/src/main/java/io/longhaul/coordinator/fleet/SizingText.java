package io.longhaul.coordinator.fleet;

import io.longhaul.coordinator.Figures;
import io.longhaul.ledger.Sizing;
import io.longhaul.ledger.Sizing.Decision;
import io.longhaul.ledger.Sizing.Wish;
import io.longhaul.text.Shown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a fleet is sized by itself, as a person reads it. */
public final class SizingText {
  private static final int MINUTE = 60;

  private SizingText() {}

  /** What is wished: {@code at most 32, all over by 2026-11-30T21:40:00Z}. */
  public static String wish(Wish wish) {
    String most = "at most " + Figures.count(wish.max());
    return wish.finishBy()
        .map(by -> "%s, all over by %s".formatted(most, time(by)))
        .orElse(most + ", all over in about an hour");
  }

  /** Whose wish it is, and since when. */
  public static String whose(Wish wish) {
    return "wished by %s at %s".formatted(Shown.text(wish.by()), time(wish.since()));
  }

  /** All that is to be said of it, and what to do if it will be late. */
  public static List<String> lines(Sizing sizing, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add("sized by itself: %s; %s".formatted(wish(sizing.wish()), whose(sizing.wish())));
    sizing.decision().ifPresent(decision -> lines.add("sized by itself: " + decided(decision)));
    if (sizing.late(now)) lines.add(late(sizing));
    return lines;
  }

  /** {@code 12 wanted for 3,400 open units, 9.1/min a busy worker, over at about …}. */
  public static String decided(Decision decision) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s wanted for %s"
            .formatted(
                Figures.count(decision.wanted()), Figures.count(decision.open(), "open unit")));
    if (decision.open() == 0) return line.toString();
    if (decision.rate().isEmpty()) return line.append(", their rate is not known yet").toString();
    line.append(
        String.format(
            Locale.ROOT, ", %.1f/min a busy worker", decision.rate().getAsDouble() * MINUTE));
    decision.ends().ifPresent(ends -> line.append(", over at about ").append(time(ends)));
    return line.toString();
  }

  /** That it will not be over in time. */
  public static String late(Sizing sizing) {
    String when =
        sizing
            .decision()
            .flatMap(Decision::ends)
            .map(ends -> "it will be about " + time(ends))
            .orElse("when is not known");
    return ("late: it will not be over by %s with %d, %s; 'longhaul fleet scale --finish-by TIME"
            + " --auto max=N' gives it more machines or more time")
        .formatted(
            sizing.wish().finishBy().map(SizingText::time).orElse("its time"),
            sizing.wish().max(),
            when);
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}

package io.longhaul.coordinator.watch;

import io.longhaul.coordinator.Figures;
import io.longhaul.ledger.RunState;
import io.longhaul.unit.UnitState;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A line every few seconds while there is something new, else now and then, and at each change. */
public final class Lines implements Picture {
  private static final Duration EVERY = Duration.ofSeconds(5);

  /** While nothing is settled, large units may still be under way. */
  private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(30);

  private final PrintWriter out;
  private @Nullable RunState state;
  private long dead;
  private long reclaimed;
  private long settled = -1;
  private Duration shown = Duration.ZERO;

  public Lines(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void show(Progress progress) {
    long deadNow = progress.counts().units(UnitState.DEAD);
    boolean changed =
        progress.state() != state
            || deadNow != dead
            || progress.counts().reclaimed() != reclaimed
            || progress.over();
    Duration since = progress.elapsed().minus(shown);
    boolean due = since.compareTo(progress.settled() != settled ? EVERY : SIGN_OF_LIFE) >= 0;
    if (!changed && !due) return;
    state = progress.state();
    dead = deadNow;
    reclaimed = progress.counts().reclaimed();
    settled = progress.settled();
    shown = progress.elapsed();
    out.println(line(progress));
    out.flush();
  }

  /** One line, of whatever width it takes. */
  static String line(Progress progress) {
    StringBuilder line = new StringBuilder();
    line.append(
        "%s: %3.0f %%, %s of %s, %s settled"
            .formatted(
                progress.run(),
                Math.floor(100 * progress.fraction()),
                Figures.count(progress.closedUnits()),
                Figures.count(progress.units(), "unit"),
                Figures.count(progress.settled(), "object")));
    progress.hands().ifPresent(hands -> line.append(", ").append(hands.text()));
    progress
        .perSecond()
        .filter(rate -> !progress.over())
        .ifPresent(rate ->
            line.append(
                ", %s/s, %s/s"
                    .formatted(
                        Figures.count(Math.round(rate.objects())),
                        Figures.bytes(Math.round(rate.bytes())))));
    progress
        .left()
        .ifPresent(left -> line.append(", ").append(Figures.duration(left)).append(" left"));
    if (progress.counts().reclaimed() > 0) {
      line.append(", ").append(Figures.count(progress.counts().reclaimed())).append(" reclaimed");
    }
    long dead = progress.counts().units(UnitState.DEAD);
    if (dead > 0) line.append(", ").append(Figures.count(dead)).append(" dead");
    if (progress.state() != RunState.OPEN) line.append(", ").append(word(progress.state()));
    return line.toString();
  }

  static String word(RunState state) {
    return state.name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  @Override
  public void end() {
    out.flush();
  }
}

package io.longhaul.coordinator.watch;

import io.longhaul.coordinator.Figures;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntSupplier;

/**
 * A bar and two lines below it, drawn over themselves: each picture is one write, and what is left
 * of the one before is wiped at the end of each line, so nothing flickers.
 */
public final class Bars implements Picture {
  private static final String UP_AND_TO_START = "\u001b[%dA\r";
  private static final String WIPE_REST = "\u001b[K";
  private static final int NARROWEST = 20;

  private final PrintWriter out;
  private final IntSupplier width;
  private int drawn;
  private String last = "";

  /**
   * @param width of the terminal in columns, as it is now
   */
  public Bars(PrintWriter out, IntSupplier width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public void show(Progress progress) {
    int columns = Math.max(NARROWEST, width.getAsInt() - 1);
    List<String> lines = new ArrayList<>();
    for (String line : lines(progress, columns)) lines.add(cut(line, columns));
    String picture = String.join("\n", lines);
    if (picture.equals(last)) return;
    StringBuilder drawing = new StringBuilder(top());
    for (String line : lines) drawing.append(line).append(WIPE_REST).append('\n');
    out.print(drawing);
    out.flush();
    drawn = lines.size();
    last = picture;
  }

  private String top() {
    return drawn == 0 ? "" : UP_AND_TO_START.formatted(drawn);
  }

  static List<String> lines(Progress progress, int columns) {
    String percent = "%3.0f %%".formatted(Math.floor(100 * progress.fraction()));
    String left =
        progress.left().map(duration -> "  " + Figures.duration(duration) + " left").orElse("");
    String name = progress.run().value();
    int bar = Math.max(5, columns - name.length() - percent.length() - left.length() - 5);
    return List.of(
        "%s [%s] %s%s".formatted(name, bar(progress.fraction(), bar), percent, left),
        "  " + objects(progress),
        "  " + units(progress));
  }

  private static String bar(double fraction, int width) {
    int full = (int) Math.floor(fraction * width);
    return "#".repeat(full) + "-".repeat(width - full);
  }

  private static String objects(Progress progress) {
    Tally tally = progress.counts().tally();
    StringJoiner parts = new StringJoiner("  ");
    parts.add(Figures.count(tally.objects(Fate.COPIED)) + " copied");
    for (Fate fate :
        List.of(Fate.EQUAL, Fate.FILTERED, Fate.SKIPPED, Fate.GONE, Fate.DEAD, Fate.CANCELLED)) {
      if (tally.objects(fate) > 0) {
        parts.add(Figures.count(tally.objects(fate)) + " " + fate.word());
      }
    }
    parts.add(Figures.bytes(tally.bytes(Fate.COPIED)));
    progress
        .perSecond()
        .ifPresent(rate -> {
          parts.add(Figures.count(Math.round(rate.objects())) + "/s");
          parts.add(Figures.bytes(Math.round(rate.bytes())) + "/s");
        });
    return parts.toString();
  }

  private static String units(Progress progress) {
    StringJoiner parts = new StringJoiner("  ");
    parts.add(
        "units: %s of %s"
            .formatted(Figures.count(progress.closedUnits()), Figures.count(progress.units())));
    progress.hands().ifPresent(hands -> parts.add(hands.text()));
    if (progress.counts().reclaimed() > 0) {
      parts.add(Figures.count(progress.counts().reclaimed()) + " reclaimed");
    }
    long dead = progress.counts().units(UnitState.DEAD);
    if (dead > 0) parts.add(Figures.count(dead) + " dead");
    parts.add(Figures.duration(progress.elapsed()));
    if (progress.over()) parts.add(Lines.word(progress.state()));
    return parts.toString();
  }

  /** All that is drawn is ASCII but for run names, which are too. */
  private static String cut(String line, int columns) {
    return line.length() <= columns ? line : line.substring(0, columns);
  }

  /** Above the picture, which is drawn again below at the next reading. */
  @Override
  public void say(String line) {
    out.print(top() + line + WIPE_REST + "\n");
    for (int i = 1; i < drawn; i++) out.print(WIPE_REST + "\n");
    if (drawn > 1) out.print(UP_AND_TO_START.formatted(drawn - 1));
    out.flush();
    drawn = 0;
    last = "";
  }

  @Override
  public void end() {
    out.flush();
  }
}

package io.longhaul.kind;

import io.longhaul.job.Job;
import io.longhaul.job.NoopJob;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does nothing, in as many units as are asked for: a tree of splits whose leaves are those units.
 *
 * <p>An item is {@code from-until}, the numbers of the units that it stands for. Each node counts
 * as one object that its parent handed on, each leaf as one that was equal already, so the whole
 * run's tally balances and its {@code listed} is the number of leaves and of what they copied.
 */
public final class Noop implements Kind {
  private static final int VERSION = 1;
  private static final Pattern ITEM = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

  @Override
  public String name() {
    return NoopJob.KIND;
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public Outcome.Split cut(Job job, Root root) {
    if (root.from() != 0) throw new IllegalArgumentException("noop is cut at once, from 0");
    NoopJob noop = options(job);
    List<NewUnit> children = parts(0, noop.units(), noop.fanout());
    Tally tally =
        Tally.of(Fate.LISTED, children.size(), 0).with(Fate.FORWARDED, children.size(), 0);
    return new Outcome.Split(tally, children);
  }

  /** What becomes of a unit: split while it stands for several, else done. */
  public Outcome outcome(Job job, Items items) {
    NoopJob noop = options(job);
    Matcher item = ITEM.matcher(items.ids().getFirst());
    if (items.ids().size() != 1 || !item.matches()) {
      throw new IllegalArgumentException("noop has no such items as " + items.ids());
    }
    int from = Integer.parseInt(item.group(1));
    int until = Integer.parseInt(item.group(2));
    Tally received = Tally.of(Fate.RECEIVED, 1, 0);
    if (until - from <= 1) {
      return new Outcome.Done(
          received
              .with(Fate.EQUAL, 1, 0)
              .with(Fate.LISTED, noop.objects(), 0)
              .with(Fate.COPIED, noop.objects(), 0));
    }
    List<NewUnit> children = parts(from, until, noop.fanout());
    return new Outcome.Split(
        received.with(Fate.LISTED, children.size() - 1, 0).with(Fate.FORWARDED, children.size(), 0),
        children);
  }

  private static List<NewUnit> parts(int from, int until, int fanout) {
    int count = Math.min(fanout, until - from);
    List<NewUnit> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long begin = from + (long) (until - from) * i / count;
      long end = from + (long) (until - from) * (i + 1) / count;
      parts.add(new NewUnit(new Items(List.of(begin + "-" + end)), Tier.SMALL));
    }
    return parts;
  }

  private static NoopJob options(Job job) {
    if (job.options() instanceof NoopJob noop) return noop;
    throw new IllegalArgumentException("a job of kind " + job.kind() + " is not noop");
  }
}

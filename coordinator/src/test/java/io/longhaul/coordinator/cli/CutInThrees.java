package io.longhaul.coordinator.cli;

import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.kind.Kind;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;

/** Cuts a job into so many units, three at a time, and lets a test do something between cuts. */
final class CutInThrees implements Kind {
  private final int units;
  Runnable beforeEachCut = () -> {};

  CutInThrees(int units) {
    this.units = units;
  }

  @Override
  public String name() {
    return S3CopyJob.KIND;
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Outcome.Split cut(Job job, Payload.Root root) {
    beforeEachCut.run();
    List<NewUnit> children = new ArrayList<>();
    long to = Math.min(units, root.from() + 3);
    for (long i = root.from(); i < to; i++) {
      children.add(new NewUnit(new Payload.Range(i + "/", "", null), Tier.SMALL));
    }
    if (to < units) children.add(new NewUnit(new Payload.Root(to), Tier.SMALL));
    return new Outcome.Split(Tally.NONE, children);
  }
}

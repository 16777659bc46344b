package io.longhaul.kind;

import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Job;
import io.longhaul.job.S3Location;
import io.longhaul.ledger.Settlement.Split;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs a command for each of a job's items, some of which are a unit. */
public final class Command implements Kind {
  private static final int VERSION = 1;

  /** Of JSON in bytes; a payload's own limit is 40 KB. */
  private static final int LARGEST = 30 * 1024;

  /**
   * A process takes what it takes; the slots of the middle tier are about as many as a machine
   * bears of them.
   */
  public static final Tier TIER = Tier.MEDIUM;

  @Override
  public String name() {
    return CommandJob.KIND;
  }

  @Override
  public int version() {
    return VERSION;
  }

  /** {@code root.from} counts the items that were handed on. */
  @Override
  public Outcome.Split cut(Job job, Root root) {
    if (!(job.options() instanceof CommandJob command)) {
      throw new IllegalArgumentException("a job of kind " + job.kind() + " is not " + name());
    }
    List<String> items = command.items();
    int from = Math.toIntExact(root.from());
    if (from >= items.size()) {
      throw new IllegalArgumentException("root from %d: of %d items".formatted(from, items.size()));
    }
    List<NewUnit> children = new ArrayList<>();
    int at = from;
    while (at < items.size() && children.size() < Split.MOST_CHILDREN - 1) {
      int end = end(items, at, command.together());
      children.add(new NewUnit(new Items(items.subList(at, end)), TIER));
      at = end;
    }
    Tally tally = Tally.of(Fate.LISTED, at - from, 0).with(Fate.FORWARDED, at - from, 0);
    if (at < items.size()) children.add(new NewUnit(new Root(at), Tier.SMALL));
    return new Outcome.Split(tally, children);
  }

  /** How far a unit reaches that begins there: at least one item. */
  private static int end(List<String> items, int from, int together) {
    int bytes = 0;
    int end = from;
    while (end < items.size() && end - from < together) {
      bytes += json(items.get(end));
      if (bytes > LARGEST && end > from) break;
      end++;
    }
    return end;
  }

  /** In bytes, a little more than its share of a payload. */
  private static int json(String item) {
    return PayloadJson.write(new Items(List.of(item))).getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * What lies where the job says. A file of the submitter's is stored in the stack's own bucket,
   * where every worker of the stack reads.
   */
  @Override
  public List<Need> needs(Job job) {
    if (!(job.options() instanceof CommandJob command)) return List.of();
    List<Need> needs = new ArrayList<>();
    for (Artifact artifact : command.artifacts()) {
      S3Location at = artifact.s3();
      if (at == null) continue;
      Need need = Need.ofObject(By.WORKER, "s3:GetObject", at.bucket(), at.prefix());
      if (!needs.contains(need)) needs.add(need);
    }
    return needs;
  }
}

package io.longhaul.coordinator.report;

import io.longhaul.coordinator.Figures;
import io.longhaul.job.Access;
import io.longhaul.job.JobJson;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.SecretReference;
import io.longhaul.job.TargetEncryption.How;
import io.longhaul.job.form.Refused;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What became of the attributes of those objects that were copied: exceptions are counted, the rest
 * is kept, by what the store was told and agreed to; what nobody looked at is said to be that.
 */
public record Fidelity(List<Line> lines) {
  /**
   * One attribute; the counts together are all objects that were copied.
   *
   * @param changed to what the job says
   * @param unreadable so that it may have been lost
   * @param notCompared neither read nor written: what the target has of it is the store's own
   */
  public record Line(
      String attribute, long kept, long changed, long unreadable, long notCompared) {}

  public Fidelity {
    lines = List.copyOf(lines);
  }

  /** Empty: the run copies nothing, or its job is a newer version's. */
  public static Optional<Fidelity> of(Ledger ledger, Run run, Tally tally) {
    try {
      return JobJson.read(ledger.runs().job(run.name())).options() instanceof S3CopyJob copy
          ? Optional.of(of(copy, tally))
          : Optional.empty();
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  static Fidelity of(S3CopyJob job, Tally tally) {
    long copied = tally.objects(Fate.COPIED);
    Keep keep = job.keep();
    boolean streamed = job.streamed();
    List<Line> lines = new ArrayList<>();
    long unspoken = tally.objects(Fate.UNSPOKEN);
    lines.add(new Line("metadata", copied - unspoken, 0, unspoken, 0));
    lines.add(kept("content-headers", copied));
    long untagged = tally.objects(Fate.UNTAGGED);
    boolean untouched = keep.tags() == Keep.Tags.DROP;
    lines.add(
        untouched
            ? notCompared("tags", copied)
            : new Line("tags", copied - untagged, 0, untagged, 0));
    long reclassed = tally.objects(Fate.RECLASSED);
    lines.add(new Line("storage-class", copied - reclassed, reclassed, 0, 0));
    boolean redirects =
        switch (keep.websiteRedirect()) {
          case ALWAYS -> true;
          case WHERE_FREE -> streamed;
          case NEVER -> false;
        };
    lines.add(either(redirects, "website-redirect", copied));
    lines.add(encryption(job, copied));
    lines.add(either(keep.objectLock() == Keep.ObjectLock.KEEP, "object-lock", copied));
    long summed = tally.objects(Fate.SUMMED);
    long resummed = tally.objects(Fate.RESUMMED);
    lines.add(new Line("checksum", summed, resummed, 0, copied - summed - resummed));
    lines.add(grants(keep, tally));
    return new Fidelity(lines);
  }

  /**
   * What the target's customer key encrypts becomes that, where the source has not the very same;
   * then objects that were under it still are.
   */
  private static Line encryption(S3CopyJob job, long copied) {
    SecretReference from = key(job.access().source());
    SecretReference to = key(job.access().target());
    boolean another = to != null && !to.equals(from);
    if (another) return new Line("encryption", 0, copied, 0, 0);
    return either(to != null || job.keep().encryption().how() == How.KEEP, "encryption", copied);
  }

  private static @Nullable SecretReference key(@Nullable Access side) {
    return side == null ? null : side.customerKey();
  }

  private static Line grants(Keep keep, Tally tally) {
    String acl = "acl";
    long copied = tally.objects(Fate.COPIED);
    if (keep.owner() == Keep.Owner.BUCKET_OWNER) return new Line(acl, 0, copied, 0, 0);
    if (keep.acl() == Keep.Grants.DROP) return notCompared(acl, copied);
    long unread = tally.objects(Fate.UNGRANTED);
    long refused = tally.objects(Fate.REGRANTED);
    return new Line(acl, copied - unread - refused, refused, unread, 0);
  }

  private static Line either(boolean keeps, String attribute, long copied) {
    return keeps ? kept(attribute, copied) : notCompared(attribute, copied);
  }

  private static Line kept(String attribute, long copied) {
    return new Line(attribute, copied, 0, 0, 0);
  }

  private static Line notCompared(String attribute, long copied) {
    return new Line(attribute, 0, 0, 0, copied);
  }

  /** Each attribute with its counts. */
  public String text() {
    StringJoiner text = new StringJoiner("; ");
    StringJoiner not = new StringJoiner(", ");
    for (Line line : lines) {
      if (line.notCompared() != 0 && line.kept() + line.changed() == 0) not.add(line.attribute());
      else text.add(line.attribute() + " " + counts(line));
    }
    return not.length() == 0 ? text.toString() : text + "; not compared: " + not;
  }

  private static String counts(Line line) {
    StringJoiner counts = new StringJoiner(", ");
    counts.add(Figures.count(line.kept()) + " kept");
    if (line.changed() != 0) counts.add(Figures.count(line.changed()) + " changed");
    if (line.unreadable() != 0) counts.add(Figures.count(line.unreadable()) + " unreadable");
    if (line.notCompared() != 0) counts.add(Figures.count(line.notCompared()) + " not compared");
    return counts.toString();
  }
}

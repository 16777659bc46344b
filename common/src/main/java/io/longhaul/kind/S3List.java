package io.longhaul.kind;

import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3Location;
import io.longhaul.ledger.Settlement.Split;
import io.longhaul.manifest.Columns;
import io.longhaul.manifest.KeyLists;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.List;

/** Cuts a job that names its objects by a list, pinned when it was submitted. */
final class S3List {
  private S3List() {}

  /** {@code root.from} counts the units that the keys of a local list make. */
  static Outcome.Split cut(Job job, Cut.Manifest manifest, Root root) {
    if (manifest.keys().isEmpty()) return new Outcome.Split(Tally.NONE, List.of(slice(manifest)));
    KeyLists lists = new KeyLists(job.unit().objects());
    manifest.keys().forEach(key -> lists.add(new Payload.Listed(key, 0)));
    List<NewUnit> units = lists.units();
    int from = Math.toIntExact(root.from());
    boolean last = units.size() - from <= Split.MOST_CHILDREN;
    List<NewUnit> children =
        new ArrayList<>(units.subList(from, last ? units.size() : from + Split.MOST_CHILDREN - 1));
    long objects = 0;
    for (NewUnit unit : children) objects += ((Payload.Keys) unit.payload()).objects().size();
    if (!last) children.add(new NewUnit(new Root(from + children.size()), Tier.SMALL));
    return new Outcome.Split(
        Tally.of(Fate.LISTED, objects, 0).with(Fate.FORWARDED, objects, 0), children);
  }

  /** All of a list in S3: workers cut it up. */
  private static NewUnit slice(Cut.Manifest manifest) {
    S3Location at = manifest.inS3().orElseThrow();
    if (manifest.etag() == null || manifest.bytes() == 0) {
      throw new IllegalStateException(at + " is not pinned");
    }
    Columns columns =
        switch (manifest.rows()) {
          case CSV -> new Columns.Batch();
          case LOG -> new Columns.Log();
          case INVENTORY -> new Columns.Index();
        };
    boolean numbered = at.prefix().endsWith(".gz") || columns instanceof Columns.Index;
    return new NewUnit(
        new Payload.Slice(
            at.bucket(),
            at.prefix(),
            manifest.etag(),
            columns.toString(),
            at.prefix().endsWith(".gz"),
            0,
            numbered ? Long.MAX_VALUE : manifest.bytes()),
        Tier.SMALL);
  }
}

package io.longhaul.kind;

import io.longhaul.access.KmsKeys;
import io.longhaul.access.Need;
import io.longhaul.job.Job;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import java.util.List;

/** A kind of work: how a whole job of it is cut into units, and which workers understand them. */
public interface Kind {
  String name();

  /**
   * The version that a worker must have to do units of this kind; grows when their meaning does.
   */
  int version();

  /**
   * Hands on the next units of a job that is still to be cut up: at most {@link
   * io.longhaul.ledger.Settlement.Split#MOST_CHILDREN}, the last of them being the rest that splits
   * again. It follows from job and root alone, so repeating it names the same units.
   */
  Outcome.Split cut(Job job, Payload.Root root);

  /** The permissions that its units need, beside those of every worker. */
  default List<Need> needs(Job job) {
    return List.of();
  }

  /** What its units need of the keys that its buckets encrypt by, beside those that it names. */
  default List<Need> needs(Job job, KmsKeys keys) {
    return List.of();
  }

  /** What its units ask for and do without where it is denied, since the job says so. */
  default List<Need> wishes(Job job) {
    return List.of();
  }

  /** What whoever watches its run to the end needs, to tidy up behind it. */
  default List<Need> tidying(Job job) {
    return List.of();
  }

  /** Whether units may be redriven although what follows their stage has begun. */
  default boolean nextToleratesRedrive() {
    return false;
  }
}

package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Sides;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StoreAt;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the way that a job's objects can take: server-side where one identity reads the source and
 * writes the target, which is asked of the target's; streamed where none does. It only reads.
 */
public final class RouteChoice {
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** The first objects may lie in an archive, which says nothing of who may read the others. */
  private static final int TRIED = 5;

  private final Stack stack;

  public RouteChoice(Stack stack) {
    this.stack = stack;
  }

  /**
   * What was chosen.
   *
   * @param why for a person, as what follows "for"
   * @param untold whether nothing told, so that it is the way that needs no more than both sides
   */
  public record Chosen(Route route, String why, boolean untold) {
    Chosen(Route route, String why) {
      this(route, why, false);
    }

    @Override
    public String toString() {
      return "%s, for %s"
          .formatted(route == Route.STREAMED ? "streamed through the workers" : "server-side", why);
    }
  }

  /**
   * The way of a job, as it says or as is found.
   *
   * @throws CommandFailed if it says server-side and that cannot be, or if no answer is to be had
   */
  public Chosen of(S3Sides job) throws InterruptedException {
    if (job.route() == Route.STREAMED) return new Chosen(Route.STREAMED, "the job says so");
    Chosen found = found(job);
    boolean said = job.route() == Route.SERVER_SIDE;
    if (said && found.untold()) return new Chosen(Route.SERVER_SIDE, "the job says so");
    if (!said || found.route() == Route.SERVER_SIDE) return found;
    throw CommandFailed.misused(
        "%sroute: server-side cannot be, for %s; write auto or streamed"
            .formatted(job instanceof S3CopyJob ? "copy." : "", found.why()));
  }

  private Chosen found(S3Sides job) throws InterruptedException {
    if (StoreAccess.one(job)) {
      return new Chosen(Route.SERVER_SIDE, "one identity reaches both sides");
    }
    StoreAt source = stack.source(job);
    StoreAt target = stack.target(job);
    if (!source.sameServer(target)) {
      return new Chosen(
          Route.STREAMED, "the sides are on two servers, whose clocks must agree within 5 s");
    }
    List<ListedObject> first = first(job, source.store());
    try {
      return asked(job, first, target.store());
    } catch (StoreException e) {
      if (e.failure() == FailureClass.UNAVAILABLE) {
        throw CommandFailed.failed(
            "whether the target's identity can read the source is not known: %s; try again, or write"
                    .formatted(e.getMessage())
                + " streamed into the job");
      }
      return new Chosen(
          Route.STREAMED, "the target's identity cannot read the source: " + e.getMessage());
    }
  }

  private List<ListedObject> first(S3Sides job, ObjectStore source) throws InterruptedException {
    ListRequest first = ListRequest.of(job.source().bucket(), job.source().prefix()).atMost(TRIED);
    try {
      return source.list(first, Deadline.in(stack.time(), LOOK)).objects();
    } catch (StoreException e) {
      throw CommandFailed.misused(
          "source: %s cannot be listed: %s"
              .formatted(Shown.text(job.source().toString()), e.getMessage()));
    }
  }

  private Chosen asked(S3Sides job, List<ListedObject> first, ObjectStore target)
      throws InterruptedException {
    Deadline deadline = Deadline.in(stack.time(), LOOK);
    String bucket = job.source().bucket();
    int seen = 0;
    for (ListedObject object : first) {
      if (reads(target, bucket, object, deadline)) seen++;
      if (job.keep().tags() == Keep.Tags.REQUIRED) {
        readTags(target, ObjectRef.of(bucket, object.key()), deadline);
      }
    }
    return seen > 0
        ? new Chosen(Route.SERVER_SIDE, "the target's identity can read the source")
        : new Chosen(
            Route.STREAMED,
            "no object below %s tells whether the target's identity can read it"
                .formatted(Shown.text(job.source().toString())),
            true);
  }

  private static void readTags(ObjectStore target, ObjectRef object, Deadline deadline)
      throws InterruptedException {
    try {
      var unused = target.tags(object, deadline);
    } catch (StoreException e) {
      if (!e.code().equals("NotImplemented")) throw e; // there are none to be read
    }
  }

  /** Whether it was read; a byte of it is, for an encrypted object's key is asked for no sooner. */
  private static boolean reads(
      ObjectStore target, String bucket, ListedObject object, Deadline deadline)
      throws InterruptedException {
    Optional<ListedObject> head = target.head(bucket, object.key(), deadline);
    if (head.isEmpty()) return false; // gone meanwhile
    if (head.get().size() == 0) return true;
    try {
      Got got =
          target.getRange(bucket, object.key(), head.get().etag(), new ByteRange(0, 1), deadline);
      if (!(got instanceof Got.Content content)) return false;
      content.stream().close();
      return true;
    } catch (StoreException e) {
      if (e.failure() == FailureClass.ARCHIVED) return false;
      throw e;
    } catch (IOException e) {
      return true; // it was answered
    }
  }
}

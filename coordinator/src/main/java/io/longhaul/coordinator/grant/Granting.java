package io.longhaul.coordinator.grant;

import io.longhaul.access.Need;
import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.policy.PolicyDocument;
import io.longhaul.coordinator.grant.policy.PolicyDocument.Allowed;
import io.longhaul.coordinator.grant.policy.Sid;
import io.longhaul.coordinator.grant.policy.Statement;
import io.longhaul.coordinator.grant.policy.Statements;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.Time;
import io.longhaul.unit.RunName;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts a run's statements into the policies that it needs them in, and takes exactly those out
 * again. Either may be repeated.
 *
 * <p>S3 writes a policy whole and knows no condition for it: of two writers at once one may lose
 * what it wrote. So each is read again behind its writing.
 */
public final class Granting {
  /** What was written is soon read by all (S3 and IAM promise no more than soon). */
  private static final int LOOKS = 5;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

  private final StackSettings stack;
  private final Whereabouts at;
  private final RunName run;
  private final Sid sid;
  private final GrantDesk desk;
  private final Function<String, BucketPolicies> buckets;
  private final Time time;

  /**
   * @param buckets what each bucket's policy is reached by
   */
  public Granting(
      StackSettings stack,
      RunName run,
      GrantDesk desk,
      Function<String, BucketPolicies> buckets,
      Time time)
      throws InterruptedException {
    this.stack = stack;
    this.at = desk.stack();
    this.run = run;
    this.sid = Sid.of(stack.name(), run.value());
    this.desk = desk;
    this.buckets = buckets;
    this.time = time;
  }

  /**
   * What is to be changed so that all may do their part until then; nothing is changed yet.
   *
   * @throws CommandFailed if a policy cannot take it
   */
  public List<Change> toGrant(Rights.Dealt dealt, Instant until) throws InterruptedException {
    List<Change> changes = new ArrayList<>();
    for (String bucket : dealt.buckets()) {
      List<Allowed> allowed = new ArrayList<>();
      dealt
          .all()
          .forEach(party -> {
            for (Statement statement : statements(party.of(bucket), until)) {
              allowed.add(new Allowed(party.arn(), statement));
            }
          });
      changes.add(toGrant(bucket(bucket), allowed));
    }
    List<Need> own = dealt.worker().needs();
    if (!own.isEmpty()) changes.add(toGrant(role(), statements(own, until)));
    return changes;
  }

  /** What is to be taken out again of these buckets' policies and of the role. */
  public List<Change> toRevoke(List<String> of) throws InterruptedException {
    List<Change> changes = new ArrayList<>();
    for (PolicyPlace place : places(of)) changes.add(toRevoke(place));
    return changes;
  }

  /**
   * Takes all of it out. What one account refuses does not keep the other's from being taken back.
   *
   * @param done is told of each
   * @throws NoAccess, {@link StackUnreachable} or {@link CommandFailed}: the first of what failed,
   *     when all was tried
   */
  public void revoke(List<String> of, Consumer<Change> done) throws InterruptedException {
    List<RuntimeException> failed = new ArrayList<>();
    for (PolicyPlace place : places(of)) {
      try {
        Change change = toRevoke(place);
        apply(change);
        done.accept(change);
      } catch (NoAccess | StackUnreachable | CommandFailed e) {
        failed.add(e);
      }
    }
    if (!failed.isEmpty()) throw failed.getFirst();
  }

  private List<PolicyPlace> places(List<String> of) {
    List<PolicyPlace> places = new ArrayList<>();
    for (String each : of) places.add(bucket(each));
    places.add(role());
    return places;
  }

  private Change toRevoke(PolicyPlace place) throws InterruptedException {
    Optional<PolicyDocument> before = read(place);
    return switch (place) {
      case PolicyPlace.Bucket bucket -> {
        List<String> taken = before.map(there -> there.of(sid)).orElse(List.of());
        Optional<PolicyDocument> after =
            before.map(there -> there.without(sid)).filter(left -> !left.isEmpty());
        yield new Change(place, before, after, taken, List.of());
      }
      case PolicyPlace.OfRole role -> {
        List<String> taken = before.map(PolicyDocument::all).orElse(List.of());
        yield new Change(place, before, Optional.empty(), taken, List.of());
      }
    };
  }

  /**
   * Changes a policy, and reads it again.
   *
   * @throws CommandFailed if it is not as it was written: another wrote it too
   */
  public void apply(Change change) throws InterruptedException {
    if (change.isNone()) return;
    if (change.after().isPresent()) change.place().write(change.after().get().text());
    else change.place().delete();
    Duration pause = FIRST_PAUSE;
    Optional<PolicyDocument> there = Optional.empty();
    for (int looks = 0; looks < LOOKS; looks++) {
      if (looks > 0) {
        time.sleep(pause);
        pause = pause.multipliedBy(2);
      }
      there = read(change.place());
      if (isThere(change, there)) return;
    }
    throw CommandFailed.failed(
        ("%s: %s though it was written; another writer raced, or it is not seen yet: look at it,"
                + " and run it again")
            .formatted(change.name(), wrong(change, there)));
  }

  private boolean isThere(Change change, Optional<PolicyDocument> there) {
    if (change.after().isEmpty()) return there.isEmpty();
    return there.isPresent() && wrong(change, there).isEmpty();
  }

  private String wrong(Change change, Optional<PolicyDocument> there) {
    if (change.after().isEmpty()) return "is there";
    if (there.isEmpty()) return "is not there";
    if (change.place() instanceof PolicyPlace.OfRole) {
      return there.get().sameBeside(sid, change.after().get()) ? "" : "says something else";
    }
    if (!there.get().sameOf(sid, change.after().get())) {
      return "does not hold the statements of run %s as they are to be".formatted(run);
    }
    return there.get().sameBeside(sid, change.after().get())
        ? ""
        : "holds other statements than it did before";
  }

  private Change toGrant(PolicyPlace.Bucket place, List<Allowed> ours) throws InterruptedException {
    Optional<PolicyDocument> before = read(place);
    try {
      PolicyDocument after = before.orElseGet(PolicyDocument::empty).with(sid, ours);
      return checked(
          new Change(
              place,
              before,
              Optional.of(after),
              before.map(there -> there.of(sid)).orElse(List.of()),
              after.of(sid)));
    } catch (IllegalArgumentException e) {
      throw CommandFailed.failed("%s %s".formatted(place.name(), e.getMessage()));
    }
  }

  private Change toGrant(PolicyPlace.OfRole place, List<Statement> ours)
      throws InterruptedException {
    Optional<PolicyDocument> before = read(place);
    PolicyDocument after = PolicyDocument.of(ours);
    Room.of(place).check(place, after);
    return checked(
        new Change(
            place,
            before,
            Optional.of(after),
            before.map(PolicyDocument::all).orElse(List.of()),
            after.all()));
  }

  private static Change checked(Change change) {
    int size = change.after().orElseThrow().size();
    if (size <= change.place().most()) return change;
    throw CommandFailed.failed(
        "%s would be %,d bytes long, and AWS takes at most %,d: take something out of it first"
            .formatted(change.name(), size, change.place().most()));
  }

  private Optional<PolicyDocument> read(PolicyPlace place) throws InterruptedException {
    Optional<String> text = place.read();
    try {
      return text.map(PolicyDocument::parse);
    } catch (IllegalArgumentException e) {
      throw CommandFailed.failed(
          "%s %s; it was left as it is".formatted(place.name(), e.getMessage()));
    }
  }

  /** Each ends by itself, though nobody takes it back. */
  private static List<Statement> statements(List<Need> needs, Instant until) {
    String date = until.truncatedTo(ChronoUnit.SECONDS).toString();
    return Statements.of(needs).stream()
        .map(each -> each.under("DateLessThan", "aws:CurrentTime", date))
        .toList();
  }

  private PolicyPlace.Bucket bucket(String name) {
    return new PolicyPlace.Bucket(name, buckets.apply(name));
  }

  private PolicyPlace.OfRole role() {
    return new PolicyPlace.OfRole(
        at.workerRole(stack), PolicyPlace.OfRole.PREFIX + run, desk.roles());
  }
}

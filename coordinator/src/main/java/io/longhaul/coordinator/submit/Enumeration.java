package io.longhaul.coordinator.submit;

import io.longhaul.claim.Sender;
import io.longhaul.job.Job;
import io.longhaul.kind.Kind;
import io.longhaul.ledger.ClaimAnswer;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Session;
import io.longhaul.ledger.Settled;
import io.longhaul.ledger.Settlement;
import io.longhaul.ledger.UnitRow;
import io.longhaul.stack.Stack;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a run's job up from this machine: the root, then the rest that each cut leaves, until no
 * rest is left. It needs no message for that, for it knows each rest's id.
 *
 * <p>The chain of rests is in the ledger, so whoever begins at the root finds where another left
 * off.
 */
public final class Enumeration {
  private final Ledger ledger;
  private final Sender sender;
  private final Stack stack;
  private final Kind kind;
  private final Job job;
  private final WorkerId me;

  public Enumeration(Stack stack, Kind kind, Job job, WorkerId me) {
    this.ledger = stack.ledger();
    this.sender = new Sender(ledger, stack.queues(), stack.time());
    this.stack = stack;
    this.kind = kind;
    this.job = job;
    this.me = me;
  }

  /** How it ended. */
  public sealed interface End {
    /** All units are registered. */
    record Complete() implements End {}

    /** Another session is at it, and was not seen to be lost. */
    record Held(WorkerId by, String host) implements End {}

    /** It was taken from us, or waits until it is tried again; whoever asks later may go on. */
    record Moved(String why) implements End {}

    /** The run is cancelled, or a person must look at it. */
    record Closed(String how) implements End {}
  }

  /**
   * Goes on from wherever the run's enumeration stands; when interrupted, hands it back.
   *
   * @throws InterruptedException after what is left was handed back to the ledger and sent
   */
  public End run(RunName run) throws InterruptedException {
    UnitRef at = new UnitRef(run, UnitId.root(run));
    while (true) {
      if (Thread.interrupted()) {
        handBack(at);
        throw new InterruptedException();
      }
      UnitRow unit = ledger.units().find(at).orElse(null);
      if (unit == null) return new End.Moved("unit %s is not in the ledger".formatted(at));
      switch (unit.state()) {
        case PENDING, RUNNING -> {
          Optional<End> end = cut(unit);
          if (end.isPresent()) return end.get();
        }
        case SPLIT -> {
          Optional<UnitRef> rest = rest(unit);
          if (rest.isEmpty()) return new End.Complete();
          at = rest.get();
        }
        case DEAD -> {
          return new End.Closed("its enumeration is dead: " + unit.why());
        }
        case CANCELLED -> {
          return new End.Closed("it was cancelled");
        }
        case WAITING, DONE, ACCEPTED -> {
          return new End.Closed("its enumeration is " + unit.state());
        }
      }
    }
  }

  /** Claims and cuts one unit of the chain; empty: look at it again, it has moved on. */
  private Optional<End> cut(UnitRow unit) throws InterruptedException {
    UnitRef ref = unit.ref();
    return switch (claim(ref)) {
      case ClaimAnswer.Won won -> settle(won.claim());
      case ClaimAnswer.Refused refused -> {
        UnitRow now = ledger.units().find(ref).orElse(unit);
        yield switch (now.state()) {
          case RUNNING -> now.worker().map(this::held);
          case PENDING -> notDue(now);
          case WAITING, DONE, SPLIT, DEAD, CANCELLED, ACCEPTED -> Optional.empty();
        };
      }
      case ClaimAnswer.TooNew tooNew ->
          Optional.of(new End.Moved("a newer version of Longhaul submitted it"));
      case ClaimAnswer.Unknown unknown -> Optional.of(new End.Moved("it is not in the ledger"));
    };
  }

  /** Waits for what is put off by no more than two clocks may differ, or this one was corrected. */
  private Optional<End> notDue(UnitRow unit) throws InterruptedException {
    Duration wait = Duration.between(stack.time().now(), unit.due());
    if (wait.compareTo(stack.settings().sessions().margin()) > 0) {
      return Optional.of(new End.Moved("it is to be tried again at " + unit.due()));
    }
    if (wait.isPositive()) stack.time().sleep(wait);
    return Optional.empty();
  }

  private End held(WorkerId by) {
    String host =
        ledger.sessions().all().stream()
            .filter(session -> session.worker().equals(by))
            .map(Session::host)
            .findFirst()
            .orElse("a host that left no word");
    return new End.Held(by, host);
  }

  /** The token is the session's own: claiming what it holds already is winning it once more. */
  private ClaimAnswer claim(UnitRef ref) {
    return ledger.units().claim(ref, me, me.value(), kind.version(), stack.time().now());
  }

  private Optional<End> settle(Claim claim) {
    if (!(claim.payload() instanceof Payload.Root root)) {
      throw new IllegalStateException(claim.ref() + " is no part of an enumeration");
    }
    Outcome.Split split = kind.cut(job, root);
    Settlement settlement =
        new Settlement.Split(claim, split.tally(), split.children(), split.next(), kind.version());
    return switch (ledger.settlements().settle(settlement, stack.time().now())) {
      case Settled.Mine mine -> {
        List<Settled.ToSend> toSend = new ArrayList<>(mine.toSend());
        // the rest is ours to claim next; should we not get to it, the sweeper sends it
        if (endsInRest(split)) toSend.removeIf(unit -> unit.unit().equals(last(claim, split)));
        sender.send(toSend);
        yield Optional.empty();
      }
      case Settled.Stale stale ->
          Optional.of(new End.Moved("our session was lost, another goes on with it"));
      case Settled.Marked marked -> {
        ledger
            .settlements()
            .settle(
                new Settlement.Cancelled(claim, claim.payload().unfinished(Fate.CANCELLED)),
                stack.time().now());
        yield Optional.of(new End.Closed("it is being cancelled"));
      }
    };
  }

  private static boolean endsInRest(Outcome.Split split) {
    return split.children().getLast().payload() instanceof Payload.Root;
  }

  private static UnitRef last(Claim claim, Outcome.Split split) {
    UnitRef parent = claim.ref();
    return new UnitRef(parent.run(), parent.unit().child(split.children().size() - 1));
  }

  private Optional<UnitRef> rest(UnitRow split) {
    UnitRef ref = split.ref();
    UnitRef last = new UnitRef(ref.run(), ref.unit().child(split.children() - 1));
    return ledger
        .units()
        .find(last)
        .filter(child -> ledger.units().payload(child) instanceof Payload.Root)
        .map(UnitRow::ref);
  }

  /** Leaves what is left to whoever asks next, this command or a worker. */
  private void handBack(UnitRef at) {
    if (!(claim(at) instanceof ClaimAnswer.Won won)) return;
    Claim claim = won.claim();
    Instant now = stack.time().now();
    if (ledger.units().release(claim, now, now)) {
      sender.send(List.of(new Settled.ToSend(at, claim.tier(), now)));
    }
  }
}

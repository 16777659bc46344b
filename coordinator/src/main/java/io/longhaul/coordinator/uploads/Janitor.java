package io.longhaul.coordinator.uploads;

import io.longhaul.job.JobJson;
import io.longhaul.job.S3Sides;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.job.form.Refused;
import io.longhaul.ledger.Ledger;
import io.longhaul.ledger.Run;
import io.longhaul.ledger.RunState;
import io.longhaul.ledger.UnitRow;
import io.longhaul.s3.ListedUpload;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.UploadsRequest;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.longhaul.unit.Payload;
import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Aborts the uploads that a run which is over has left open: those that its ledger names, and whose
 * object no redrive brings back. All others it leaves alone, and tells of those that may be the
 * run's own: begun below its target while it ran, by whom nobody knows.
 *
 * <p>It may be repeated, by several at once.
 */
public final class Janitor {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** What clocks may differ by (docs/state.md), and what a request of a lost worker may take. */
  private static final Duration SLACK = Duration.ofSeconds(60);

  /** So many uploads are held in memory at once. */
  private static final int AT_ONCE = 10_000;

  private final Stack stack;
  private final Ledger ledger;
  private final Time time;

  public Janitor(Stack stack) {
    this.stack = stack;
    this.ledger = stack.ledger();
    this.time = stack.time();
  }

  /** Who answers for an upload: the unit that joins its parts, and what became of that. */
  private record Owner(String upload, UnitState state) {}

  /** Does it for a run that is over and copies, or has repaired; for any other it finds nothing. */
  public Tidied tidy(RunName name) throws InterruptedException {
    Run run = ledger.runs().find(name).orElseThrow();
    Optional<S3Sides> copies = run.state().over() ? job(name) : Optional.empty();
    if (copies.isEmpty()) return Tidied.NOTHING;
    S3Sides job = copies.get();
    if (job instanceof S3VerifyJob && !hasBegunParts(name)) return Tidied.NOTHING;
    ObjectStore store = stack.target(job).store();
    Tidied tidied = Tidied.NOTHING;
    Map<String, OpenUpload> begun = new LinkedHashMap<>();
    UploadsRequest request = UploadsRequest.of(job.target().bucket(), job.target().prefix());
    while (true) {
      UploadPage page = store.listUploads(request, Deadline.in(time, LONGEST));
      begunDuring(run, page, begun);
      if (page.next() == null) return tidied.plus(tidy(run, store, begun));
      if (begun.size() >= AT_ONCE) {
        tidied = tidied.plus(tidy(run, store, begun));
        begun.clear();
      }
      request = request.page(page.next());
    }
  }

  /** Else a run that only reads, perhaps by who may do nothing else, asks for no uploads. */
  private boolean hasBegunParts(RunName run) {
    boolean[] any = {false};
    ledger.stages().eachNext(run, next -> any[0] = true);
    return any[0];
  }

  private Optional<S3Sides> job(RunName run) {
    try {
      return JobJson.read(ledger.runs().job(run)).options() instanceof S3Sides copy
          ? Optional.of(copy)
          : Optional.empty();
    } catch (Refused e) {
      return Optional.empty(); // a newer version's, which tidies up itself
    }
  }

  private static void begunDuring(Run run, UploadPage page, Map<String, OpenUpload> begun) {
    Instant first = run.created().minus(SLACK);
    Instant last = run.ended().plus(SLACK);
    for (ListedUpload each : page.uploads()) {
      if (each.initiated().isBefore(first) || each.initiated().isAfter(last)) continue;
      begun.put(each.upload().id(), each.upload());
    }
  }

  /**
   * @param begun by id; those that the ledger names are taken out
   */
  private Tidied tidy(Run run, ObjectStore store, Map<String, OpenUpload> begun)
      throws InterruptedException {
    if (begun.isEmpty()) return Tidied.NOTHING;
    List<OpenUpload> over = new ArrayList<>();
    List<OpenUpload> kept = new ArrayList<>();
    ledger
        .stages()
        .eachNext(
            run.name(),
            next -> {
              Optional<Owner> owner = owner(next);
              OpenUpload upload = owner.map(of -> begun.remove(of.upload())).orElse(null);
              if (upload == null) return;
              (mayGoOn(run, owner.get().state()) ? kept : over).add(upload);
            });
    for (OpenUpload upload : over) store.abortUpload(upload, Deadline.in(time, LONGEST));
    return new Tidied(over.size(), kept.size(), begun.size(), List.copyOf(begun.values()));
  }

  /** The unit that knows what the parts come to answers for them, once there is one. */
  private Optional<Owner> owner(UnitRef next) {
    Optional<UnitRow> unit = ledger.units().find(next);
    if (unit.isEmpty() || !(ledger.units().payload(unit.get()) instanceof Payload.Complete first)) {
      return Optional.empty();
    }
    UnitState state = unit.get().state();
    if (state == UnitState.SPLIT) {
      UnitRef child = new UnitRef(next.run(), next.unit().child(0));
      state =
          ledger
              .units()
              .find(child)
              .filter(row -> ledger.units().payload(row) instanceof Payload.Complete)
              .map(UnitRow::state)
              .orElse(state);
    }
    return Optional.of(new Owner(first.of().upload(), state));
  }

  /** Whether somebody may yet join the parts, or be told to. */
  private static boolean mayGoOn(Run run, UnitState joining) {
    return switch (joining) {
      case WAITING, PENDING, RUNNING -> true;
      case DEAD -> run.state() == RunState.CLOSED;
      case DONE, SPLIT, CANCELLED, ACCEPTED -> false;
    };
  }
}

package io.longhaul.ledger;

import static io.longhaul.ledger.Attributes.INDEX_PARTITION;
import static io.longhaul.ledger.Attributes.INDEX_SORT;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A unit's row under typed names, and the changes that move it from state to state. */
public record UnitRow(Row row) {
  static final String STATE = "state";
  static final String FENCE = "fence";
  static final String TOKEN = "token";
  static final String WORKER = "worker";
  static final String ATTEMPTS = "attempts";
  static final String LOSSES = "losses";
  static final String LOST = "lost";
  static final String REDRIVEN = "redriven";
  static final String DUE = "due";
  static final String SENT = "sent";
  static final String MIN_VERSION = "minv";
  static final String KIND = "kind";
  static final String TIER = "tier";
  static final String STAGE = "stage";
  static final String SHARDS = "shards";
  static final String PARENT = "parent";
  static final String ORDINAL = "ordinal";
  static final String CHILDREN = "children";
  static final String TALLY = "tally";
  static final String CLASS = "class";
  static final String WHY = "why";
  static final String PAYLOAD = "payload";
  static final String PAYLOAD_ROW = "payloadrow";
  static final String SETTLED = "settled";
  static final String BY = "by";
  static final String ACCEPTED = "accepted";

  /** What stands for "its message was not sent". */
  static final Instant NEVER = Instant.EPOCH;

  /** The most of a reason that a row keeps, in bytes of UTF-8. */
  private static final int LONGEST_WHY = 200;

  /** Where the row of a unit lies. */
  public static Key key(UnitRef unit) {
    return LedgerKeys.unit(unit);
  }

  public UnitRef ref() {
    String partition = row.key().partition();
    String run = partition.substring("U#".length(), partition.lastIndexOf('#'));
    return new UnitRef(new RunName(run), new UnitId(row.key().sort().substring("U#".length())));
  }

  public UnitState state() {
    return UnitState.valueOf(row.text(STATE));
  }

  public long fence() {
    return row.number(FENCE);
  }

  public Tier tier() {
    return Tier.valueOf(row.text(TIER));
  }

  public String kind() {
    return row.text(KIND);
  }

  /** The lowest version of its kind that understands it. */
  public int minVersion() {
    return (int) row.number(MIN_VERSION);
  }

  public String stage() {
    return row.text(STAGE);
  }

  public int shards() {
    return (int) row.number(SHARDS);
  }

  /** The session that holds it, or held it last. */
  public Optional<WorkerId> worker() {
    return row.has(WORKER) ? Optional.of(new WorkerId(row.text(WORKER))) : Optional.empty();
  }

  public int attempts() {
    return (int) row.number(ATTEMPTS);
  }

  public int losses() {
    return (int) row.number(LOSSES);
  }

  /** How often it was dead and made pending again. */
  public int redriven() {
    return (int) row.number(REDRIVEN);
  }

  public Instant due() {
    return Instant.ofEpochMilli(row.number(DUE));
  }

  /** When its message was sent last; the epoch: never, as far as is known. */
  public Instant sent() {
    return Instant.ofEpochMilli(row.number(SENT));
  }

  /** When it was closed, or died; the epoch: it is open. */
  public Instant settled() {
    return Instant.ofEpochMilli(row.number(SETTLED));
  }

  public Tally tally() {
    return Tally.parse(row.text(TALLY));
  }

  public Optional<FailureClass> failure() {
    return row.has(CLASS) ? Optional.of(FailureClass.of(row.text(CLASS))) : Optional.empty();
  }

  public String why() {
    return row.text(WHY);
  }

  /** Who closed it by hand; empty: nobody did. */
  public Optional<String> acceptedBy() {
    return Optional.ofNullable(row.textOrNull(BY));
  }

  /** For which reason; empty: it was not closed by hand. */
  public Optional<String> acceptedWhy() {
    return Optional.ofNullable(row.textOrNull(ACCEPTED));
  }

  /** How many children its split registered. */
  public int children() {
    return (int) row.number(CHILDREN);
  }

  /** The stage whose closing opens it, if it is a next. */
  String waitsFor() {
    return row.text(PARENT);
  }

  /** Where its payload lies: in its own row, or in one apart. */
  Key payloadKey() {
    return row.has(PAYLOAD) ? row.key() : LedgerKeys.payload(ref(), row.text(PAYLOAD_ROW));
  }

  /**
   * @param sent when its message goes out; the epoch: it does not, and a sweeper sends it when due
   */
  static List<Change> toPending(UnitRef ref, Instant due, Instant sent) {
    return List.of(
        new Change.Set(STATE, UnitState.PENDING.name()),
        new Change.Set(DUE, due.toEpochMilli()),
        new Change.Set(SENT, sent.toEpochMilli()),
        new Change.Set(INDEX_PARTITION, LedgerKeys.indexPartition(ref.run(), ref.unit().slice())),
        new Change.Set(INDEX_SORT, LedgerKeys.pending(look(due, sent), ref.unit())));
  }

  /** When a sweeper has to look at it next. */
  static Instant look(Instant due, Instant sent) {
    if (sent.equals(NEVER)) return due;
    return (sent.isAfter(due) ? sent : due).plus(OpenUnits.RESEND_AFTER);
  }

  static List<Change> toRunning(UnitRef ref, WorkerId worker, String token) {
    return List.of(
        new Change.Set(STATE, UnitState.RUNNING.name()),
        new Change.Set(WORKER, worker.value()),
        new Change.Set(TOKEN, token),
        new Change.Add(FENCE, 1),
        new Change.Set(INDEX_PARTITION, LedgerKeys.indexPartition(ref.run(), ref.unit().slice())),
        new Change.Set(INDEX_SORT, LedgerKeys.running(worker, ref.unit())));
  }

  static List<Change> toWaiting(UnitRef ref, String waitsFor) {
    return List.of(
        new Change.Set(STATE, UnitState.WAITING.name()),
        new Change.Set(INDEX_PARTITION, LedgerKeys.indexPartition(ref.run(), ref.unit().slice())),
        new Change.Set(INDEX_SORT, LedgerKeys.waiting(waitsFor, ref.unit())));
  }

  static List<Change> toDead(
      UnitRef ref, FailureClass failure, String why, Tally tally, Instant now) {
    return List.of(
        new Change.Set(STATE, UnitState.DEAD.name()),
        new Change.Set(CLASS, failure.word()),
        new Change.Set(WHY, shortened(why)),
        new Change.Set(TALLY, tally.text()),
        new Change.Set(SETTLED, now.toEpochMilli()),
        new Change.Set(INDEX_PARTITION, LedgerKeys.indexPartition(ref.run(), ref.unit().slice())),
        new Change.Set(INDEX_SORT, LedgerKeys.unnoticed(failure.word(), ref.unit())));
  }

  /** Done, split, cancelled or accepted: it leaves the index. */
  static List<Change> toClosed(UnitState state, Tally tally, Instant now) {
    return List.of(
        new Change.Set(STATE, state.name()),
        new Change.Set(TALLY, tally.text()),
        new Change.Set(SETTLED, now.toEpochMilli()),
        new Change.Remove(INDEX_PARTITION),
        new Change.Remove(INDEX_SORT));
  }

  /**
   * What a row keeps of a text from outside: whole characters only, and half of a surrogate pair,
   * which has no UTF-8, as U+FFFD.
   */
  static String shortened(String why) {
    StringBuilder kept = new StringBuilder();
    int room = LONGEST_WHY - Row.utf8("…");
    int bytes = 0;
    for (int code : why.codePoints().toArray()) {
      String character = Character.toString(code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code);
      bytes += Row.utf8(character);
      if (bytes > room) return kept.append('…').toString();
      kept.append(character);
    }
    return kept.toString();
  }
}

package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where each row of the ledger lies, and under which words the index shows it. */
final class LedgerKeys {
  static final String RUNS = "RUNS";
  static final String LIVE = "LIVE";
  static final String GRANTS = "GRANTS";
  static final int SLICES = 16;

  /** Above every character that a key of ours holds: the end of what begins with a prefix. */
  static final String END = "~";

  private LedgerKeys() {}

  static Key run(RunName run) {
    return new Key(RUNS, run.value());
  }

  static Key grant(RunName run) {
    return new Key(GRANTS, run.value());
  }

  static Key job(RunName run) {
    return new Key("RUN#" + run, "JOB");
  }

  static String stages(RunName run) {
    return "RUN#" + run;
  }

  static Key stage(RunName run, String stage) {
    return new Key("RUN#" + run, "S#" + stage);
  }

  static Key shard(RunName run, String stage, int shard) {
    String number = shard < 10 ? "0" + shard : Integer.toString(shard);
    return new Key("C#" + run + "#" + stage + "#" + number, "C");
  }

  static List<Key> shards(RunName run, String stage, int shards) {
    List<Key> keys = new ArrayList<>(shards);
    for (int shard = 0; shard < shards; shard++) keys.add(shard(run, stage, shard));
    return keys;
  }

  static Key unit(UnitRef ref) {
    return new Key(units(ref), "U#" + ref.unit());
  }

  /**
   * A payload apart, named by its content too: of two workers that split a unit under different
   * fences, neither changes what the other wrote for a child.
   */
  static Key payload(UnitRef ref, String digest) {
    return new Key(units(ref), "P#" + ref.unit() + "#" + digest);
  }

  private static String units(UnitRef ref) {
    return units(ref.run(), ref.unit().slice());
  }

  static String units(RunName run, int slice) {
    return "U#" + indexPartition(run, slice);
  }

  static Key session(WorkerId worker) {
    return new Key(LIVE, worker.value());
  }

  static Key duty(String name) {
    return new Key("DUTY", name);
  }

  static String indexPartition(RunName run, int slice) {
    return run + "#" + Integer.toHexString(slice);
  }

  /**
   * A pending unit, by when a sweeper has to look at it next: when it is due if its message was
   * never sent, else when the message is so old that it may be lost.
   */
  static String pending(Instant look, UnitId unit) {
    return pendingFrom(look) + "#" + unit;
  }

  /** The first index sort key of what is to be looked at then: 13 digits, so that text sorts. */
  static String pendingFrom(Instant look) {
    return "P#%013d".formatted(look.toEpochMilli());
  }

  static String running(WorkerId worker, UnitId unit) {
    return "R#" + worker + "#" + unit;
  }

  static String waiting(String stage, UnitId unit) {
    return "W#" + stage + "#" + unit;
  }

  /** A dead unit that was not announced in the dead-letter queue yet. */
  static String unnoticed(String failure, UnitId unit) {
    return "N#" + failure + "#" + unit;
  }

  static String dead(String failure, UnitId unit) {
    return "D#" + failure + "#" + unit;
  }

  /** The counter row that a worker uses: its lane, so that the lanes of workers do not collide. */
  static int lane(WorkerId worker, int shards) {
    return Math.floorMod(worker.value().hashCode(), shards);
  }
}

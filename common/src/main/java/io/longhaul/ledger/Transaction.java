package io.longhaul.ledger;

import io.longhaul.unit.RunName;
import io.longhaul.unit.WorkerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes gathered for one transaction; what several units do to one counter row becomes one write.
 */
final class Transaction {
  private final List<Write> first = new ArrayList<>();
  private final List<Write> writes = new ArrayList<>();
  private final Map<Key, Shard> shards = new LinkedHashMap<>();
  private final Map<Key, Set<Condition>> shardConditions = new LinkedHashMap<>();
  private final List<Settled.ToSend> toSend = new ArrayList<>();

  void add(Write write) {
    writes.add(write);
  }

  /** Registers a unit, its payload's own row (if it needs one) before the transaction. */
  void register(UnitRegistration unit, List<Change> state) {
    unit.payloadFirst().ifPresent(first::add);
    writes.add(unit.row(state));
  }

  void send(Settled.ToSend unit) {
    toSend.add(unit);
  }

  /** The counter row of the stage in which this worker counts. */
  Shard shard(RunName run, String stage, int count, WorkerId worker) {
    return shard(LedgerKeys.shard(run, stage, LedgerKeys.lane(worker, count)));
  }

  Shard shard(Key key) {
    return shards.computeIfAbsent(key, absent -> new Shard());
  }

  void require(Key shard, Condition condition) {
    shard(shard);
    shardConditions.computeIfAbsent(shard, absent -> new LinkedHashSet<>()).add(condition);
  }

  /** Nothing may be opened in this stage once cancel has marked it. */
  void requireUnmarked(RunName run, String stage, int count, WorkerId worker) {
    require(
        LedgerKeys.shard(run, stage, LedgerKeys.lane(worker, count)),
        new Condition.Lacks(Shard.CANCELLED));
  }

  /**
   * Names one request, and no other ever: what the client below repeats has its effect once. Made
   * of what a transaction is about it could name an earlier one, which then passes for this one.
   */
  static String token() {
    return UUID.randomUUID().toString();
  }

  List<Settled.ToSend> toSend() {
    return List.copyOf(toSend);
  }

  int size() {
    return writes.size() + shards.size();
  }

  Transacted commit(Table table) {
    for (Write payload : first) table.write(payload);
    List<Write> all = new ArrayList<>(writes);
    shards.forEach((key, shard) ->
        all.add(
            new Write.Update(
                key, List.copyOf(shardConditions.getOrDefault(key, Set.of())), shard.changes())));
    return table.transact(token(), all);
  }
}

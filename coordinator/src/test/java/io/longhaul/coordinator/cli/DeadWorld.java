package io.longhaul.coordinator.cli;

import io.longhaul.ledger.LedgerAudit;
import io.longhaul.ledger.Settlement;
import io.longhaul.queue.Message;
import io.longhaul.unit.Claim;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tally;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.UnitState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run of which three units are dead, two of them alike, and four are done. */
final class DeadWorld {
  static final RunName RUN = new RunName("orders");

  final World world;
  final List<UnitRef> denied = new ArrayList<>();
  final List<UnitRef> tooLarge = new ArrayList<>();

  DeadWorld(Path folder) throws InterruptedException {
    world = new World(folder);
    world.run("submit", world.job(), "--name", "orders");
    world.work(this::settle);
    world.run("watch", "orders");
  }

  private Settlement settle(Claim claim) {
    if (denied.size() < 2) {
      denied.add(claim.ref());
      String key = "s3://orders/private/%d.bin".formatted(denied.size());
      return new Settlement.Dead(
          claim,
          FailureClass.DENIED,
          "s3:GetObject on " + key + " is denied: let an IAM policy of that user or role allow it");
    }
    if (tooLarge.isEmpty()) {
      tooLarge.add(claim.ref());
      return new Settlement.Dead(claim, FailureClass.TOO_LARGE, "'\u001b[2J': 6000000000 bytes");
    }
    return copied(claim);
  }

  static Settlement copied(Claim claim) {
    return new Settlement.Done(claim, Tally.of(Fate.LISTED, 10, 1000).with(Fate.COPIED, 10, 1000));
  }

  UnitState state(UnitRef ref) {
    return world.ledger.units().find(ref).orElseThrow().state();
  }

  long dead() {
    return world.ledger.runs().counts(RUN).units(UnitState.DEAD);
  }

  /** Units that the dead-letter queue speaks of. */
  List<UnitRef> notices() throws InterruptedException {
    List<UnitRef> units = new ArrayList<>();
    List<Message> seen = new ArrayList<>();
    while (true) {
      List<Message> messages = world.queues.dead().receive(10, Duration.ZERO);
      if (messages.isEmpty()) break;
      seen.addAll(messages);
    }
    for (Message message : seen) {
      units.add(message.unit().orElseThrow());
      world.queues.dead().returnLater(message, Duration.ZERO);
    }
    return units;
  }

  void audit() {
    new LedgerAudit(world.table).check(RUN);
  }
}

package io.longhaul.worker.copy;

import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.worker.walk.InFlight;
import io.longhaul.worker.walk.RangeWalk;
import io.longhaul.worker.walk.Seen;
import io.longhaul.worker.walk.UnderWay;
import java.util.Optional;

/** Copies what a range holds. */
record RangeCopy(UnderWay work, CopyOne one) implements RangeWalk.Visitor {
  @Override
  public void met(Seen seen, InFlight flight) throws InterruptedException {
    long size = seen.source().size();
    work.account().came(Fate.LISTED, size);
    Optional<Fate> settled = one.settled(seen);
    if (settled.isPresent()) {
      work.account().met(settled.get(), size);
      return;
    }
    work.budget().copy();
    Listed object = new Listed(seen.source().key(), size);
    flight.enqueue("copy", new Bringing(seen, object, one, work.account()));
  }
}

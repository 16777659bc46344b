package io.longhaul.worker.verify;

import io.longhaul.s3.ListedObject;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.worker.walk.Fared;
import io.longhaul.worker.walk.InFlight;
import io.longhaul.worker.walk.RangeWalk;
import io.longhaul.worker.walk.Seen;
import io.longhaul.worker.walk.UnderWay;
import java.util.function.Consumer;

/** Compares what a range holds; each difference leaves, to be looked at again by itself. */
record RangeVerify(UnderWay work, VerifyOne one) implements RangeWalk.Visitor {
  @Override
  public void met(Seen seen, InFlight flight) throws InterruptedException {
    Listed object = new Listed(seen.source().key(), seen.source().size());
    work.account().came(Fate.LISTED, object.size());
    Pair pair = new Pair(seen.source(), seen.target());
    if (needsNoRequest(pair)) {
      work.account().fared(object, one.listed(object.key(), pair));
      return;
    }
    work.budget().copy();
    flight.start("compare", () -> work.account().fared(object, one.listed(object.key(), pair)));
  }

  private boolean needsNoRequest(Pair pair) {
    return !one.comparison().options().asksForEach()
        || !(one.comparison().seen(pair) instanceof Compared.Equal);
  }

  /** It was listed too, on the other side: so it counts, or it could not be accounted for. */
  @Override
  public Consumer<ListedObject> extras() {
    return found -> {
      String key = work.ends().mapping().back(found.key());
      work.account().came(Fate.LISTED, found.size());
      work.account()
          .fared(new Listed(key, found.size()), new Fared.Differs(FailureClass.EXTRA, null));
    };
  }
}

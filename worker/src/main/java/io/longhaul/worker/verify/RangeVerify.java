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
import org.jspecify.annotations.Nullable;

/** Compares what a range holds; each difference leaves, to be looked at again by itself. */
record RangeVerify(UnderWay work, VerifyOne one) implements RangeWalk.Visitor {
  @Override
  public void met(Seen seen, InFlight flight) throws InterruptedException {
    ListedObject source = seen.source();
    Listed object = new Listed(source.key(), source.size());
    work.account().came(Fate.LISTED, object.size());
    Pair pair = new Pair(source.key(), source, seen.target());
    if (one.comparison().seen(pair) instanceof Compared.Filtered) {
      work.account().met(Fate.FILTERED, object.size());
    } else if (!work.ends().mapping().keepsOrder()) {
      asking(object, () -> one.listed(source), flight);
    } else if (one.comparison().asks(pair)) {
      asking(object, () -> one.listed(pair), flight);
    } else {
      work.account().fared(object, one.listed(pair));
    }
  }

  /** Deals with one object by requests. */
  private interface Asking {
    Fared fared() throws InterruptedException;
  }

  private void asking(Listed object, Asking asking, InFlight flight) throws InterruptedException {
    work.budget().copy();
    flight.start("compare", () -> work.account().fared(object, asking.fared()));
  }

  /**
   * It was listed too, on the other side: so it counts, or it could not be accounted for. Where no
   * name leads back, nobody can tell.
   */
  @Override
  public @Nullable Consumer<ListedObject> extras() {
    return work.ends().mapping().keepsOrder() ? this::extra : null;
  }

  private void extra(ListedObject found) {
    String key = work.ends().mapping().back(found.key());
    work.account().came(Fate.LISTED, found.size());
    if (one.comparison().seen(new Pair(key, null, found)) instanceof Compared.Filtered) {
      work.account().met(Fate.FILTERED, found.size());
      return;
    }
    work.account()
        .fared(new Listed(key, found.size()), new Fared.Differs(FailureClass.EXTRA, null));
  }
}

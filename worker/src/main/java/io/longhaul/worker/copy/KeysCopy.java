package io.longhaul.worker.copy;

import io.longhaul.claim.InHand;
import io.longhaul.s3.StoreException;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Copies objects by name, each looked at first; those that fail alike leave together, and if all of
 * them fail alike, the unit does.
 */
final class KeysCopy {
  private final InHand unit;
  private final Keys keys;
  private final CopyOne one;
  private final CopySettings settings;
  private final Account account;
  private final Budget budget;

  KeysCopy(InHand unit, Keys keys, CopyOne one, CopySettings settings) {
    this.unit = unit;
    this.keys = keys;
    this.one = one;
    this.settings = settings;
    this.account = new Account(keys.alone());
    this.budget = new Budget(unit.job().unit(), unit.time());
  }

  Outcome run() throws InterruptedException {
    return keys.objects().size() == 1 ? alone(keys.objects().getFirst()) : together();
  }

  /** One object: if it is large, its copy in parts begins here. */
  private Outcome alone(Listed object) throws InterruptedException {
    if (unit.leaving()) return released();
    account.came(Fate.RECEIVED, object.size());
    for (int made = 0; made < one.decisions(); made++) {
      Fared fared = one.bring(object.key());
      Optional<Outcome> begun =
          fared instanceof Fared.InParts large ? begin(object, large) : fared(object, fared);
      if (begun.isPresent()) return begun.get();
    }
    return new Outcome.Failed(
        FailureClass.SOURCE_CHANGED,
        "'%s' changed before each of %d copies in parts".formatted(object.key(), one.decisions()));
  }

  private Optional<Outcome> begin(Listed object, Fared.InParts large) throws InterruptedException {
    try {
      return new Parting(one).begin(object, keys.turn(), large.source(), large.expect());
    } catch (StoreException e) {
      return fared(object, new Fared.Failed(e.failure(), String.valueOf(e.getMessage())));
    }
  }

  private Optional<Outcome> fared(Listed object, Fared fared) {
    account.fared(object, fared);
    return Optional.of(ended());
  }

  private Outcome together() throws InterruptedException {
    int begun = 0;
    try (InFlight flight = new InFlight(unit.time(), settings.copiesAtOnce())) {
      for (Listed object : keys.objects()) {
        account.came(Fate.RECEIVED, object.size());
        if (unit.leaving() || begun > 0 && budget.over()) {
          account.unbegun(object);
          continue;
        }
        begun++;
        budget.copy();
        flight.start("copy", () -> account.fared(object, one.bring(object.key())));
      }
      flight.awaitAll();
    }
    if (begun == 0) return released();
    return begun < keys.objects().size() ? account.closed(List.of()) : ended();
  }

  /** A split must be smaller than its unit: one class of failures and nothing else is no split. */
  private Outcome ended() {
    Tally tally = account.tally();
    Map<FailureClass, String> failures = account.failures();
    boolean allFailed = tally.objects(Fate.FORWARDED) == keys.objects().size();
    if (!allFailed || failures.size() != 1) return account.closed(List.of());
    Map.Entry<FailureClass, String> failure = failures.entrySet().iterator().next();
    if (unit.leaving() && failure.getKey().worthRetrying()) return released();
    return new Outcome.Failed(failure.getKey(), failure.getValue());
  }

  private static Outcome released() {
    return new Outcome.Released("left before anything was done", Duration.ZERO);
  }
}

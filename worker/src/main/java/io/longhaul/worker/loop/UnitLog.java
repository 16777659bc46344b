package io.longhaul.worker.loop;

import io.longhaul.claim.Settler;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each unit that leaves a worker's hand, always with the same keys. */
final class UnitLog {
  private static final Logger LOG = LoggerFactory.getLogger(UnitLog.class);

  private UnitLog() {}

  static void settled(Claim claim, Outcome outcome, Settler.Result result) {
    Ending ending = Ending.of(outcome, result);
    LoggingEventBuilder line =
        LOG.atLevel(level(ending))
            .addKeyValue("run", claim.ref().run())
            .addKeyValue("unit", claim.ref().unit())
            .addKeyValue("kind", claim.kind())
            .addKeyValue("attempt", claim.attempts() + 1)
            .addKeyValue("outcome", ending.word())
            .addKeyValue("worker", claim.worker());
    Optional<String> why = why(outcome);
    if (why.isPresent()) line = line.addKeyValue("why", why.get());
    line.log("unit settled");
  }

  private static Level level(Ending ending) {
    return switch (ending) {
      case DONE, SPLIT, CANCELLED, RELEASED -> Level.DEBUG; // a breaker releases all there are
      case RETRIED, STALE -> Level.INFO;
      case DEAD -> Level.WARN;
    };
  }

  private static Optional<String> why(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> Optional.empty();
      case Outcome.Split split -> Optional.empty();
      case Outcome.Failed failed -> Optional.of(failed.failure().word() + ": " + failed.why());
      case Outcome.Released released -> Optional.of(released.why());
    };
  }
}

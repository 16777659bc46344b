package io.longhaul.ledger;

import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitRef;
import java.time.Instant;
import java.util.List;

/** What became of a settlement. */
public sealed interface Settled {
  /** It took place, now or at an earlier try; these units wait for their messages. */
  record Mine(List<ToSend> toSend) implements Settled {}

  /** The unit is not this claim's any more; nothing was changed. */
  record Stale() implements Settled {}

  /** The run is being cancelled: nothing may be handed on. Nothing was changed. */
  record Marked() implements Settled {}

  /** A pending unit whose message is to be sent, visible from {@code due} on. */
  record ToSend(UnitRef unit, Tier tier, Instant due) {}
}

package io.longhaul.worker.loop;

import io.longhaul.claim.InHand;
import io.longhaul.claim.UnitHandler;
import io.longhaul.kind.Kind;
import io.longhaul.unit.Claim;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kinds that this worker understands, and what does their units. */
public final class Handlers {
  private final Map<String, Kind> kinds = new HashMap<>();
  private final Map<String, UnitHandler> handlers = new HashMap<>();

  /** Adds a kind; its root units are cut up by the kind itself, all others go to the handler. */
  public Handlers with(Kind kind, UnitHandler handler) {
    kinds.put(kind.name(), kind);
    handlers.put(kind.name(), handler);
    return this;
  }

  public List<String> names() {
    return kinds.keySet().stream().sorted().toList();
  }

  /** The highest version among the kinds: what this worker says it understands. */
  public int version() {
    return kinds.values().stream().mapToInt(Kind::version).max().orElse(0);
  }

  boolean knows(String kind) {
    return kinds.containsKey(kind);
  }

  int version(Claim claim) {
    return kind(claim).version();
  }

  Outcome handle(InHand unit) throws InterruptedException {
    Claim claim = unit.claim();
    Kind kind = kind(claim);
    if (claim.payload() instanceof Payload.Root root) return kind.cut(unit.job(), root);
    UnitHandler handler = handlers.get(claim.kind());
    if (handler == null) throw new IllegalStateException("no handler of " + claim.kind());
    return handler.handle(unit);
  }

  private Kind kind(Claim claim) {
    Kind kind = kinds.get(claim.kind());
    if (kind == null) {
      throw new IllegalStateException(
          "unit %s is of kind '%s'; this worker knows %s"
              .formatted(claim.ref(), claim.kind(), names()));
    }
    return kind;
  }
}

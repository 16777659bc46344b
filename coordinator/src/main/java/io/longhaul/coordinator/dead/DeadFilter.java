package io.longhaul.coordinator.dead;

import io.longhaul.text.Shown;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.Payload;
import io.longhaul.unit.UnitId;
import java.util.List;
import java.util.Optional;

/**
 * Which dead units are meant; each part narrows it down.
 *
 * @param reason what their reason holds, as it was said, or as {@link Reason} shows it; empty: any
 * @param prefix what a key that they may hold begins with; empty: any
 * @param units these alone; empty: all
 */
public record DeadFilter(
    Optional<FailureClass> failure, String reason, String prefix, List<UnitId> units) {
  public static final DeadFilter ALL = new DeadFilter(Optional.empty(), "", "", List.of());

  public DeadFilter {
    units = List.copyOf(units);
  }

  boolean selects(Found unit) {
    return failure.filter(of -> of != unit.failure()).isEmpty()
        && (reason.isEmpty() || saysReason(unit))
        && mayHold(unit.payload(), prefix);
  }

  /** Whether a unit that is selected may also hold keys that do not begin with the prefix. */
  boolean reachesBeyond(Found unit) {
    return !holdsOnly(unit.payload(), prefix);
  }

  private boolean saysReason(Found unit) {
    Reason said = unit.reason();
    return unit.why().contains(reason)
        || said.holds(reason)
        || Shown.text(said.text()).contains(reason);
  }

  /** Whether it may hold a key that begins so. */
  public static boolean mayHold(Payload payload, String prefix) {
    return switch (payload) {
      case Payload.Root root -> true;
      case Payload.Slice slice -> true;
      case Payload.Range range -> range.prefix().startsWith(prefix) || overlaps(range, prefix);
      case Payload.Keys keys ->
          keys.objects().stream().anyMatch(object -> object.key().startsWith(prefix));
      case Payload.Parts parts -> parts.of().object().key().startsWith(prefix);
      case Payload.Complete complete -> complete.of().object().key().startsWith(prefix);
      case Payload.Items items -> items.ids().stream().anyMatch(id -> id.startsWith(prefix));
    };
  }

  private static boolean overlaps(Payload.Range range, String prefix) {
    String until = range.until();
    return prefix.startsWith(range.prefix())
        && (until == null || KeyOrder.compare(prefix, until) <= 0)
        && (KeyOrder.compare(range.after(), prefix) < 0 || range.after().startsWith(prefix));
  }

  private static boolean holdsOnly(Payload payload, String prefix) {
    return switch (payload) {
      case Payload.Root root -> prefix.isEmpty();
      case Payload.Slice slice -> prefix.isEmpty();
      case Payload.Range range -> range.prefix().startsWith(prefix) || liesWithin(range, prefix);
      case Payload.Keys keys ->
          keys.objects().stream().allMatch(object -> object.key().startsWith(prefix));
      case Payload.Parts parts -> parts.of().object().key().startsWith(prefix);
      case Payload.Complete complete -> complete.of().object().key().startsWith(prefix);
      case Payload.Items items -> items.ids().stream().allMatch(id -> id.startsWith(prefix));
    };
  }

  /** What lies between two keys that begin alike begins like them. */
  private static boolean liesWithin(Payload.Range range, String prefix) {
    String until = range.until();
    return until != null && until.startsWith(prefix) && range.after().startsWith(prefix);
  }
}

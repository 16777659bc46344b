package io.longhaul.coordinator.units;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.PayloadText;
import io.longhaul.ledger.UnitRow;
import io.longhaul.text.Shown;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Payload;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.UnitState;
import java.util.Locale;

/** A unit on one line. */
public record UnitLine(UnitRow row, Payload payload) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** For a person: id, state, tier, attempts, worker, what it is about. */
  public String text() {
    return "%s  %-9s %-6s %d  %s  %s"
        .formatted(
            row.ref().unit(),
            word(row.state()),
            row.tier().name().toLowerCase(Locale.ROOT),
            row.attempts(),
            row.worker().map(Object::toString).orElse("-"),
            Shown.text(PayloadText.of(payload)));
  }

  public String json() {
    ObjectNode json = JSON.createObjectNode();
    json.put("unit", row.ref().unit().value());
    json.put("state", word(row.state()));
    json.put("tier", row.tier().name().toLowerCase(Locale.ROOT));
    json.put("attempts", row.attempts());
    json.put("losses", row.losses());
    json.put("worker", row.worker().map(Object::toString).orElse(null));
    json.put("class", row.failure().map(FailureClass::word).orElse(null));
    json.put("why", row.why().isEmpty() ? null : row.why());
    json.put("acceptedBy", row.acceptedBy().orElse(null));
    json.put("acceptedWhy", row.acceptedWhy().orElse(null));
    json.put("payload", PayloadJson.write(payload));
    return json.toString();
  }

  /** The word for it on the screen. */
  public static String word(UnitState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}

package io.longhaul.worker.health;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.worker.loop.Vitals;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker's vitals for a program, on one line; null is what is not there. */
final class HealthJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private HealthJson() {}

  static String of(Vitals vitals) {
    Optional<String> hindrance = vitals.hindrance();
    ObjectNode json = JSON.createObjectNode();
    json.put("alive", vitals.stopped().isEmpty());
    json.put("ready", hindrance.isEmpty());
    json.put("why", hindrance.orElse(null));
    json.put("draining", vitals.draining());
    json.put("ledger", vitals.ledgerAnswers() ? "open" : "shut");
    vitals.session().ifPresentOrElse(session -> put(json, session), () -> json.putNull("session"));
    json.put("held", vitals.work().held());
    json.put("lastClaim", text(vitals.work().lastClaim()));
    json.put("lastSettle", text(vitals.work().lastSettle()));
    return json.toString();
  }

  private static void put(ObjectNode json, Vitals.Session session) {
    json.putObject("session")
        .put("worker", session.worker().value())
        .put("until", session.until().toString())
        .put("live", session.live());
  }

  private static @Nullable String text(Optional<Instant> when) {
    return when.map(Instant::toString).orElse(null);
  }
}

package io.longhaul.coordinator.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.submit.Notes;
import io.longhaul.ledger.Counts;
import io.longhaul.ledger.Run;
import io.longhaul.stack.LeftOut;
import io.longhaul.unit.Fate;
import io.longhaul.unit.PayloadJson;
import io.longhaul.unit.Tally;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A run's report for programs, as schema/report.schema.json says; null is what is not known. */
public final class JsonReport {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunReport report;

  public JsonReport(RunReport report) {
    this.report = report;
  }

  public String text() {
    return json().toPrettyString() + "\n";
  }

  /** On one line. */
  public String line() {
    return json().toString();
  }

  private ObjectNode json() {
    Run run = report.run();
    Counts counts = report.counts();
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("run", run.name().value());
    json.put("verdict", report.verdict().word());
    json.put("state", run.state().name().toLowerCase(Locale.ROOT));
    json.put("kind", run.kind());
    json.put("jobHash", run.jobHash());
    json.put("submitted", run.created().toString());
    json.put("ended", report.ended().map(Object::toString).orElse(null));
    json.put("seconds", report.duration().toMillis() / 1000.0);
    ObjectNode equation = json.putObject("equation");
    equation.put("text", report.equation().text());
    equation.put("balances", report.equation().balances());
    equation.put("between", report.equation().between());
    fates(json.putObject("fates"), counts.tally());
    EqualBy equal = report.equalBy();
    json.putObject("equalBy")
        .put(equal.proof().name().toLowerCase(Locale.ROOT), equal.proven())
        .put(equal.sign().name().toLowerCase(Locale.ROOT), equal.signed());
    if (report.verify() != null) json.put("extrasTold", report.verify().tellsExtras());
    fidelity(json);
    ObjectNode tiers = json.putObject("tiers");
    counts.tallies().forEach((tier, tally) -> fates(tiers.putObject(word(tier)), tally));
    json.put("unknownRanges", counts.tally().objects(Fate.UNKNOWN));
    ObjectNode units = json.putObject("units");
    units.put("open", counts.open());
    for (UnitState state : UnitState.values()) {
      if (!state.open()) units.put(state.name().toLowerCase(Locale.ROOT), counts.units(state));
    }
    units.put("reclaimed", counts.reclaimed());
    engines(json, run);
    omitted(json);
    json.putNull("requests");
    ArrayNode dead = json.putArray("dead");
    for (DeadUnit unit : report.dead()) dead(dead.addObject(), unit);
    json.put("deadNotShown", report.deadNotShown());
    return json;
  }

  private void fidelity(ObjectNode json) {
    if (report.fidelity().isEmpty()) {
      json.putNull("fidelity");
      return;
    }
    ObjectNode fidelity = json.putObject("fidelity");
    for (Fidelity.Line line : report.fidelity().get().lines()) {
      fidelity
          .putObject(line.attribute())
          .put("kept", line.kept())
          .put("changed", line.changed())
          .put("unreadable", line.unreadable())
          .put("notCompared", line.notCompared());
    }
  }

  private static void engines(ObjectNode json, Run run) {
    Map<String, String> engines = Notes.engines(run);
    if (engines.isEmpty()) json.putNull("engines");
    else engines.forEach(json.putObject("engines")::put);
    Optional<List<String>> missing = Notes.unenforced(run);
    if (missing.isEmpty()) json.putNull("unenforced");
    else missing.get().forEach(json.putArray("unenforced")::add);
  }

  private void omitted(ObjectNode json) {
    Optional<LeftOut> known = report.omitted().most().or(() -> report.omitted().now());
    if (known.isEmpty()) {
      json.putNull("leftOut");
      return;
    }
    LeftOut left = known.get();
    ObjectNode omitted = json.putObject("leftOut");
    omitted.put("accepted", report.omitted().accepted().isPresent());
    omitted.put("names", left.names()).put("links", left.links()).put("others", left.others());
    left.examples().forEach(omitted.putArray("examples")::add);
  }

  private static void fates(ObjectNode json, Tally tally) {
    for (Fate fate : Fate.values()) {
      if (fate == Fate.UNKNOWN || fate.isBeside()) continue;
      json.putObject(fate.word())
          .put("objects", tally.objects(fate))
          .put("bytes", tally.bytes(fate));
    }
  }

  private static void dead(ObjectNode json, DeadUnit unit) {
    json.put("unit", unit.id().value());
    json.put("tier", word(unit.tier()));
    json.put("class", unit.failure().word());
    json.put("why", unit.why());
    json.put("payload", PayloadJson.write(unit.payload()));
    if (unit.unlisted()) {
      json.putNull("objects").putNull("bytes");
    } else {
      json.put("objects", unit.tally().objects(Fate.DEAD));
      json.put("bytes", unit.tally().bytes(Fate.DEAD));
    }
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}

package io.longhaul.coordinator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.fleet.AtWork;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.coordinator.fleet.Roster;
import io.longhaul.coordinator.fleet.Roster.Line;
import io.longhaul.coordinator.fleet.RosterText;
import io.longhaul.coordinator.fleet.Spend;
import io.longhaul.ledger.Sizing;
import io.longhaul.price.Machines;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fleet for a program: prices are what an hour costs at most, null where not known. */
record RosterJson(Group group, Roster roster, Optional<Sizing> sizing, Instant now) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String line() {
    ObjectNode all = JSON.createObjectNode();
    all.put("group", group.name());
    all.put("wanted", group.wanted()).put("min", group.min()).put("max", group.max());
    ArrayNode instances = all.putArray("instances");
    for (Line line : roster.lines()) instance(instances.addObject(), line);
    ArrayNode apart = all.putArray("apart");
    for (AtWork worker : roster.apart()) {
      worker(apart.addObject().put("host", worker.session().host()), worker);
    }
    Spend spend = roster.spend();
    all.put("held", roster.units()).put("whole", roster.whole());
    all.put("perHour", rounded(spend.hourly()));
    ArrayNode unknown = all.putArray("priceNotKnown");
    spend.unknown().forEach(unknown::add);
    if (sizing.isPresent()) sizing(all.putObject("sizing"), sizing.get(), now);
    else all.putNull("sizing");
    return all.toString();
  }

  private static void sizing(ObjectNode node, Sizing sizing, Instant now) {
    node.put("max", sizing.wish().max());
    node.put("finishBy", sizing.wish().finishBy().map(Instant::toString).orElse(null));
    node.put("by", sizing.wish().by());
    node.put("since", sizing.wish().since().toString());
    node.put("late", sizing.late(now));
    if (sizing.decision().isEmpty()) return;
    Sizing.Decision decision = sizing.decision().get();
    node.put("wanted", decision.wanted());
    node.put("changed", decision.changed().toString());
    node.put("openUnits", decision.open());
    if (decision.rate().isPresent()) {
      node.put("perMinute", rounded(decision.rate().getAsDouble() * 60));
    } else {
      node.putNull("perMinute");
    }
    node.put("ends", decision.ends().map(Instant::toString).orElse(null));
  }

  private static void instance(ObjectNode node, Line line) {
    Member member = line.member();
    node.put("instance", member.id());
    node.put("life", RosterText.life(line));
    node.put("market", RosterText.market(member));
    node.put("protected", member.isProtected());
    node.put("zone", member.zone());
    node.put("type", member.type());
    if (!member.since().equals(Instant.EPOCH)) node.put("since", member.since().toString());
    OptionalDouble price = Machines.hourly(member.type());
    if (member.market() == Member.Market.FREE) node.put("perHour", 0);
    else if (price.isPresent()) node.put("perHour", rounded(price.getAsDouble()));
    else node.putNull("perHour");
    node.put("held", line.units());
    ArrayNode workers = node.putArray("workers");
    for (AtWork worker : line.workers()) worker(workers.addObject(), worker);
  }

  private static double rounded(double number) {
    return Math.round(number * 10_000) / 10_000.0;
  }

  private static void worker(ObjectNode node, AtWork worker) {
    node.put("worker", worker.session().worker().value());
    node.put("version", worker.session().version());
    node.put("leaving", worker.session().leave());
    node.put("until", worker.session().until().toString());
    node.put("done", worker.session().done());
    node.put("perMinute", rounded(worker.session().perMinute()));
    ObjectNode runs = node.putObject("held");
    worker.held().forEach((run, units) -> runs.put(run.value(), units.size()));
  }
}

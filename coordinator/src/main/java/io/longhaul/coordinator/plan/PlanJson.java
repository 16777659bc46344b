package io.longhaul.coordinator.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.access.Need;
import io.longhaul.job.form.Type;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.Interval;
import io.longhaul.price.Bill;
import io.longhaul.price.FleetBill;
import io.longhaul.price.Prices;
import io.longhaul.price.StoreBill;
import io.longhaul.unit.Tier;
import java.util.Locale;

/** A plan for programs, on one line; null is what is not known. */
public final class PlanJson {
  private static final int FORMAT = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private PlanJson() {}

  /** The line. */
  public static String of(Plan plan) {
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT).put("kind", plan.sides().kind());
    ObjectNode look = json.putObject("look");
    look.put("requests", plan.sides().requests()).put("seconds", plan.looked().toMillis() / 1000.0);
    side(json.putObject("source"), plan.sides().source());
    side(json.putObject("target"), plan.sides().target());
    json.put("route", Type.Word.of(plan.sides().route().route()));
    json.put("routeWhy", plan.sides().route().why());
    ArrayNode kept = json.putArray("keeps");
    plan.sides().keeps().kept().forEach(kept::add);
    ArrayNode left = json.putArray("leaves");
    plan.sides().keeps().left().forEach(left::add);
    ObjectNode units = json.putObject("units");
    units.put("all", plan.units().all());
    for (Tier tier : Tier.values()) units.put(word(tier), plan.units().of(tier));
    units.put("cuts", plan.units().cuts()).put("cutsWithObjects", plan.units().holding());
    cost(json.putObject("cost"), plan.bills());
    time(json.putObject("time"), plan.times());
    access(json.putObject("access"), plan.permissions());
    ArrayNode notes = json.putArray("notes");
    plan.notes().forEach(notes::add);
    return json.toString();
  }

  private static void side(ObjectNode json, Side side) {
    json.put("at", side.at().toString()).put("there", side.there());
    json.put("region", side.region().orElse(null));
    json.put("confidencePercent", Counted.CONFIDENCE);
    if (side.counted().isEmpty()) {
      json.putNull("objects").putNull("bytes").put("why", side.why());
      return;
    }
    interval(json.putObject("objects"), side.counted().get().objects());
    interval(json.putObject("bytes"), side.counted().get().bytes());
  }

  private static void interval(ObjectNode json, Interval interval) {
    json.put("about", Math.round(interval.about())).put("low", Math.round(interval.low()));
    if (interval.bounded()) json.put("high", Math.round(interval.high()));
    else json.putNull("high");
    json.put("exact", interval.exact());
  }

  private static void cost(ObjectNode json, Plan.Bills bills) {
    StoreBill store = bills.store();
    Bill own = bills.coordination();
    json.put("pricesOf", Prices.REGION).put("priceDate", Prices.DATE);
    json.put("transferIncluded", true);
    ObjectNode s3 = json.putObject("s3");
    s3.put("dollars", store.total());
    s3.put("lists", store.lists()).put("writes", store.writes()).put("parts", store.parts());
    s3.put("reads", store.reads()).put("heads", store.heads());
    ObjectNode transfer = json.putObject("transfer");
    transfer.put("dollars", bills.transfer().total());
    transfer.put("bytesToOtherRegions", Math.round(bills.transfer().toOtherRegions()));
    transfer.put("bytesOutOfAws", Math.round(bills.transfer().out()));
    ObjectNode coordination = json.putObject("coordination");
    coordination.put("dollars", own.total());
    coordination
        .put("ledgerWriteUnits", own.writeUnits())
        .put("queueRequests", own.queueRequests())
        .put("shareOfS3", bills.shareOfStore());
  }

  private static void time(ObjectNode json, Plan.Times times) {
    json.put("copiesPerSecondAWorker", times.pace().perSecond());
    json.put("writesPerSecondAPrefix", Pace.WRITES_PER_PREFIX);
    json.put("secondsInOnePartition", times.pace().onePartition().toSeconds());
    json.putObject("machine")
        .put("type", times.machine().type())
        .put("hourlyDollars", times.machine().hourly());
    ArrayNode fleets = json.putArray("fleets");
    for (Fleet fleet : times.fleets()) {
      ObjectNode each = fleets.addObject();
      each.put("workers", fleet.workers()).put("seconds", fleet.time().toMillis() / 1000.0);
      each.put("bottleneck", fleet.bottleneck());
      FleetBill bill = times.bill(fleet);
      each.put("machineDollars", bill.machines()).put("standingDollars", bill.standing());
    }
  }

  private static void access(ObjectNode json, Plan.Permissions permissions) {
    ArrayNode tried = json.putArray("tried");
    for (Tried each : permissions.tried()) {
      need(tried.addObject(), each.need())
          .put("answer", each.answer().name().toLowerCase(Locale.ROOT))
          .put("why", each.why());
    }
    ArrayNode notTried = json.putArray("notTried");
    permissions.notTried().forEach(need -> need(notTried.addObject(), need));
  }

  private static ObjectNode need(ObjectNode json, Need need) {
    return json.put("action", need.action()).put("resource", need.resource());
  }

  private static String word(Tier tier) {
    return tier.name().toLowerCase(Locale.ROOT);
  }
}

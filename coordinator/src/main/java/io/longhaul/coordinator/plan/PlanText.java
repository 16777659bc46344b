package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.coordinator.Figures;
import io.longhaul.coordinator.plan.Tried.Answer;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.Interval;
import io.longhaul.price.Prices;
import io.longhaul.price.Transfer;
import io.longhaul.text.Shown;
import io.longhaul.unit.Tier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.DoubleFunction;

/** A plan for a person, on one screen. */
public final class PlanText {
  private static final int TWO_DIGITS = 100;

  /** Of a row, behind its head. */
  private static final int WIDTH = 88;

  private final Plan plan;
  private final List<String> lines = new ArrayList<>();

  private PlanText(Plan plan) {
    this.plan = plan;
  }

  /** Its lines. */
  public static List<String> of(Plan plan) {
    return new PlanText(plan).lines();
  }

  private List<String> lines() {
    line(
        "plan",
        "%s, nothing was changed; looked for %s, %s",
        plan.sides().kind(),
        Figures.duration(plan.looked()),
        Figures.count(plan.sides().requests(), "listing"));
    side("source", plan.sides().source());
    side("target", plan.sides().target());
    wrapped("route", plan.sides().route().toString());
    wrapped("keeps", String.join(", ", plan.sides().keeps().kept()));
    wrapped("", "not: " + String.join(", ", plan.sides().keeps().left()));
    units();
    cost();
    time();
    access();
    for (String note : plan.notes()) line("note", "%s", note);
    return lines;
  }

  private void line(String head, String format, Object... values) {
    lines.add(
        String.format(Locale.ROOT, "%-8s", head) + String.format(Locale.ROOT, format, values));
  }

  /** A sentence that may be long, such as one that repeats what S3 said. */
  private void wrapped(String head, String text) {
    String at = head;
    StringBuilder row = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (row.length() + word.length() > WIDTH && !row.isEmpty()) {
        line(at, "%s", row);
        at = "";
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    line(at, "%s", row);
  }

  private void side(String head, Side side) {
    String where = side.region().map(region -> " in " + region).orElse("");
    line(head, "%s%s", Shown.text(side.at().toString()), where);
    if (side.counted().isEmpty()) {
      line("", "unknown: %s", side.why());
      return;
    }
    Counted counted = side.counted().get();
    line("", "%s", amount(counted.objects(), objects -> objects(Math.round(objects))));
    if (counted.objects().about() > 0) {
      line("", "%s", amount(counted.bytes(), bytes -> Figures.bytes(Math.round(bytes))));
    }
  }

  private static String objects(long objects) {
    return Figures.count(objects, "object");
  }

  private static String amount(Interval interval, DoubleFunction<String> shown) {
    if (interval.exact()) return shown.apply(interval.about()) + ", counted";
    if (!interval.bounded()) {
      return "at least %s; the look did not suffice for more"
          .formatted(shown.apply(interval.low()));
    }
    return "about %s; %d %% sure: %s to %s"
        .formatted(
            shown.apply(rounded(interval.about())),
            Counted.CONFIDENCE,
            shown.apply(rounded(interval.low())),
            shown.apply(rounded(interval.high())));
  }

  /** No more digits than are known. */
  private static double rounded(double figure) {
    if (figure < TWO_DIGITS) return figure;
    double unit = Math.pow(10, Math.floor(Math.log10(figure)) - 2);
    return Math.round(figure / unit) * unit;
  }

  private void units() {
    UnitCount units = plan.units();
    StringJoiner tiers = new StringJoiner(", ");
    for (Tier tier : Tier.values()) {
      tiers.add(tier.name().toLowerCase(Locale.ROOT) + " " + Figures.count(units.of(tier)));
    }
    line("units", "about %s: %s", Figures.count(units.all()), tiers);
    line(
        "",
        "%s, %s of them with objects",
        Figures.count(units.cuts(), "first cut"),
        Figures.count(units.holding()));
  }

  private void cost() {
    var store = plan.bills().store();
    var own = plan.bills().coordination();
    StringJoiner requests = new StringJoiner(", ");
    requests.add(priced("copy", store.writes(), store.forWrites()));
    if (store.parts() > 0) requests.add(priced("part", store.parts(), store.forParts()));
    requests.add(priced("listing", store.lists(), store.forLists()));
    if (store.reads() > 0) requests.add(priced("read", store.reads(), store.forReads()));
    requests.add(priced("head", store.heads(), store.forHeads()));
    wrapped("cost", "S3 %s: %s".formatted(dollars(store.total()), requests));
    transfer();
    line(
        "",
        "coordination %s (%s of S3's): ledger %s, queues %s",
        dollars(own.total()),
        percent(plan.bills().shareOfStore()),
        dollars(own.ledger()),
        dollars(own.queue()));
    line(
        "",
        "if all is copied; prices of %s, %s; without storage; machines below",
        Prices.REGION,
        Prices.DATE);
  }

  private void transfer() {
    Transfer transfer = plan.bills().transfer();
    if (transfer.total() == 0) return;
    StringJoiner ways = new StringJoiner(", ");
    if (transfer.toOtherRegions() > 0) {
      ways.add(Figures.bytes(Math.round(transfer.toOtherRegions())) + " to another region");
    }
    if (transfer.out() > 0) ways.add(Figures.bytes(Math.round(transfer.out())) + " out of AWS");
    line("", "transfer up to %s: %s", dollars(transfer.total()), ways);
  }

  private static String priced(String what, long requests, double dollars) {
    String plural = what.endsWith("y") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    String named = Figures.count(requests) + " " + (requests == 1 ? what : plural);
    return requests == 0 ? "0 " + plural : named + " " + dollars(dollars);
  }

  static String dollars(double dollars) {
    if (dollars == 0) return "$0";
    if (dollars < 0.01) return "under $0.01";
    return String.format(Locale.ROOT, dollars < 1000 ? "$%,.2f" : "$%,.0f", dollars);
  }

  private static String percent(double share) {
    return share > 0 && share < 0.0001
        ? "under 0.01 %"
        : String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private void time() {
    Plan.Times times = plan.times();
    if (times.pace().copies() == 0) {
      line("time", "nothing to copy");
      return;
    }
    line(
        "time",
        "a worker copies %s/s (assumed; measure yours: --copies-per-second)",
        Figures.count(times.pace().perSecond()));
    line(
        "",
        "a worker is an %s, $%.3f an hour on demand (--machine); with meters and sweeps",
        times.machine().type(),
        times.machine().hourly());
    line("", "%7s  %-14s  %-11s held up by", "workers", "takes", "costs");
    for (Fleet fleet : times.fleets()) {
      String takes = Figures.duration(fleet.time());
      String costs = dollars(times.bill(fleet).total());
      line("", "%7d  %-14s  %-11s %s", fleet.workers(), takes, costs, fleet.bottleneck());
    }
    line(
        "",
        "a new bucket is one partition of %,d writes/s until S3 splits it: %s then",
        Pace.WRITES_PER_PREFIX,
        Figures.duration(times.pace().onePartition()));
  }

  private void access() {
    Plan.Permissions permissions = plan.permissions();
    int granted = permissions.of(Answer.GRANTED).size();
    line(
        "access",
        "%d of %d reads that were tried are granted",
        granted,
        permissions.tried().size());
    for (Tried denied : permissions.of(Answer.DENIED)) {
      line("", "MISSING %s on %s", denied.need().action(), Shown.text(denied.need().resource()));
    }
    others(Answer.MISSING, "not there: ");
    others(Answer.UNKNOWN, "not known: ");
    line("", "needed, not tried, for it would change something:");
    Map<String, StringJoiner> byResource = new LinkedHashMap<>();
    for (Need need : permissions.notTried()) {
      byResource
          .computeIfAbsent(need.resource(), none -> new StringJoiner(", "))
          .add(need.action());
    }
    byResource.forEach((resource, actions) -> {
      line("", "  on %s:", Shown.text(resource));
      line("", "    %s", actions);
    });
  }

  /** What several tries said alike is said once. */
  private void others(Answer answer, String head) {
    Set<String> said = new LinkedHashSet<>();
    for (Tried tried : plan.permissions().of(answer)) said.add(tried.why());
    for (String why : said) line("", "%s%s", head, why);
  }
}

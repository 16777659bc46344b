package io.longhaul.coordinator.plan;

import io.longhaul.access.Need;
import io.longhaul.coordinator.submit.RouteChoice;
import io.longhaul.price.Bill;
import io.longhaul.price.FleetBill;
import io.longhaul.price.StoreBill;
import io.longhaul.price.Transfer;
import java.time.Duration;
import java.util.List;

/**
 * What a job would come to.
 *
 * @param looked how long the look took
 * @param fleets for each number of workers that was asked for
 * @param notTried permissions that cannot be tried without a change
 * @param notes what else a person should know, in sentences
 */
public record Plan(
    Sides sides,
    Duration looked,
    UnitCount units,
    Bills bills,
    Times times,
    Permissions permissions,
    List<String> notes) {

  /**
   * Both ends.
   *
   * @param route the way between them, and why it is this
   * @param keeps what goes along with an object
   */
  record Sides(String kind, Side source, Side target, RouteChoice.Chosen route, Keeps keeps) {
    int requests() {
      return requests(source) + requests(target);
    }

    private static int requests(Side side) {
      return side.counted().map(counted -> counted.requests()).orElse(0);
    }
  }

  /** What it costs. */
  record Bills(StoreBill store, Transfer transfer, Bill coordination) {
    /** What the product's own bookkeeping costs, of what S3 bills for its requests. */
    double shareOfStore() {
      return store.total() == 0 ? 0 : coordination.total() / store.total();
    }
  }

  /** How long it takes. */
  record Times(Pace pace, Machine machine, List<Fleet> fleets) {
    FleetBill bill(Fleet fleet) {
      return FleetBill.of(fleet.workers(), machine.hourly(), fleet.time());
    }
  }

  /** What is granted, what is not, and what is not known. */
  record Permissions(List<Tried> tried, List<Need> notTried) {
    List<Tried> of(Tried.Answer answer) {
      return tried.stream().filter(each -> each.answer() == answer).toList();
    }
  }
}

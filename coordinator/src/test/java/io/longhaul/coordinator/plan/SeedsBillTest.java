package io.longhaul.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longhaul.job.Accesses;
import io.longhaul.job.Alphabet;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.UnitBudget;
import io.longhaul.kind.S3Copy;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.Interval;
import io.longhaul.partition.census.Large;
import io.longhaul.partition.census.Slice;
import io.longhaul.price.Bill;
import io.longhaul.price.FleetBill;
import io.longhaul.price.StoreBill;
import io.longhaul.price.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * 107.4 million objects of 10 KB in hexadecimal folders, from one region to another, on sixteen
 * m5.4xlarge. Data Transfer Hub publishes for as many: $622, of which $354 are for SQS and
 * DynamoDB.
 */
class SeedsBillTest {
  private static final double OBJECTS = 107.4e6;
  private static final double BYTES = OBJECTS * 10e3;
  private static final S3CopyJob COPY =
      new S3CopyJob(
          S3Location.parse("s3://orders/"),
          S3Location.parse("s3://copies/"),
          new Cut.Hex(Alphabet.UPPER_HEX, 4),
          CopyOptions.DEFAULT.with(Route.SERVER_SIDE),
          Accesses.USUAL);
  private static final UnitCount UNITS =
      UnitCount.of(new Job(COPY, UnitBudget.DEFAULT), new S3Copy(), folders());

  private static List<Slice> folders() {
    List<Slice> folders = new ArrayList<>();
    for (char digit : "0123456789ABCDEF".toCharArray()) {
      folders.add(new Slice("" + digit, digit + "\uDBFF\uDFFF", OBJECTS / 16));
    }
    return folders;
  }

  private static Side side(S3Location at, String region, double objects) {
    Interval count = new Interval(objects, objects, objects);
    double size = objects * BYTES / OBJECTS;
    Interval bytes = new Interval(size, size, size);
    Counted counted = new Counted(count, bytes, List.of(), Large.NONE, 1);
    return new Side(at, true, true, Optional.of(region), Optional.of(counted), "");
  }

  private final Costs costs =
      new Costs(
          COPY,
          side(COPY.source(), "us-east-1", OBJECTS),
          side(COPY.target(), "us-east-2", 0),
          UNITS,
          Optional.of("us-east-1"));

  @Test
  void coordination_is_less_than_a_hundredth_of_what_the_store_bills() {
    StoreBill store = costs.store();
    assertThat(store.forWrites()).isCloseTo(537, within(0.01));
    assertThat(store.total()).isBetween(537.0, 545.0);
    Bill own = Bill.ofUnits(UNITS.all());
    assertThat(own.total()).isBetween(0.5, 2.0);
    assertThat(new Plan.Bills(store, Transfer.NONE, own).shareOfStore()).isLessThan(0.01);
  }

  @Test
  void sixteen_machines_are_held_up_by_themselves_and_cost_less_than_the_requests() {
    Pace pace = new Pace(OBJECTS, 0, UNITS, Integer.parseInt(Planning.COPIES_PER_SECOND));
    Machine machine = Machine.of(Machine.USUAL);
    Plan.Times times = new Plan.Times(pace, machine, List.of(pace.fleet(16)));
    Fleet sixteen = times.fleets().getFirst();
    assertThat(sixteen.bottleneck()).isEqualTo("the workers");
    assertThat(sixteen.time().toMinutes()).isBetween(50L, 60L);
    FleetBill bill = times.bill(sixteen);
    assertThat(bill.machines()).isBetween(10.0, 13.0);
    assertThat(bill.standing()).isBetween(0.01, 0.1);
  }

  @Test
  void bytes_to_another_region_are_billed_by_the_gigabyte() {
    assertThat(costs.transfer().total()).isCloseTo(BYTES / 1e9 * 0.02, within(0.01));
  }
}

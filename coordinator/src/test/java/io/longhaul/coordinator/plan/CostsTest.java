package io.longhaul.coordinator.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.longhaul.job.Access;
import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Cut;
import io.longhaul.job.Keep;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.job.SecretReference;
import io.longhaul.job.TargetEncryption;
import io.longhaul.partition.census.Counted;
import io.longhaul.partition.census.Interval;
import io.longhaul.partition.census.Large;
import io.longhaul.price.StoreBill;
import io.longhaul.price.Transfer;
import io.longhaul.unit.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 1,000 objects, 10 of which are of 10 GiB: 40 parts by S3 itself, 160 through workers. */
class CostsTest {
  private static final S3Location FROM = S3Location.parse("s3://orders/");
  private static final S3Location TO = S3Location.parse("s3://copies/");
  private static final double BYTES = 1e12;
  private static final Large LARGE = new Large(10, 10 * 10e9, 10 * 40, 10 * 160);
  private static final UnitCount UNITS = new UnitCount(Map.of(Tier.MEDIUM, 16L), 16, 16, 16, 0, 0);

  private static Side side(S3Location at, Optional<String> region, double objects, Large large) {
    Interval count = new Interval(objects, objects, objects);
    Interval bytes = new Interval(BYTES, BYTES, BYTES);
    Counted counted = new Counted(count, bytes, List.of(), large, 1);
    return new Side(at, true, region.isPresent(), region, Optional.of(counted), "");
  }

  private static Costs costs(
      Route route, Optional<String> from, Optional<String> workers, Optional<String> to) {
    boolean streamed = route == Route.STREAMED;
    S3CopyJob copy =
        new S3CopyJob(FROM, TO, Cut.DEFAULT, CopyOptions.DEFAULT.with(route), Accesses.USUAL);
    return new Costs(
        copy,
        side(FROM, from, 1_000, LARGE),
        side(TO, to, 0, Large.NONE),
        UNITS.withParts(LARGE, streamed),
        workers);
  }

  private static final Optional<String> HOME = Optional.of("us-east-1");
  private static final Optional<String> AWAY = Optional.of("eu-west-1");
  private static final Optional<String> NOWHERE = Optional.empty();

  @Test
  void what_is_large_costs_its_parts_what_begins_and_what_joins_them() {
    StoreBill server = costs(Route.SERVER_SIDE, HOME, HOME, HOME).store();
    assertThat(server.writes()).isEqualTo(990);
    assertThat(server.parts()).isEqualTo(10 * 40 + 2 * 10);
    assertThat(server.reads()).isZero();
    assertThat(server.heads()).isEqualTo(2 * 10);
    assertThat(server.lists())
        .as("of either side, and of the parts of each unit")
        .isEqualTo(32 + 1 + 30);
    StoreBill streamed = costs(Route.STREAMED, HOME, HOME, HOME).store();
    assertThat(streamed.parts()).isEqualTo(10 * 160 + 2 * 10);
    assertThat(streamed.reads()).isEqualTo(990 + 10 * 160);
    assertThat(streamed.total()).isGreaterThan(server.total());
  }

  @Test
  void what_keep_asks_for_costs_a_request_for_each_object() {
    S3CopyJob plain = costs(Route.SERVER_SIDE, HOME, HOME, HOME).copy();
    Keep all =
        new Keep(
            Keep.Tags.REQUIRED,
            Keep.SAME,
            TargetEncryption.DEFAULT,
            Keep.Redirect.ALWAYS,
            Keep.ObjectLock.DROP,
            Keep.Grants.KEEP,
            Keep.Owner.WRITER);
    S3CopyJob keeps =
        new S3CopyJob(FROM, TO, plain.cut(), plain.select(), plain.copy(), all, Accesses.USUAL);
    Costs costs =
        new Costs(
            keeps, side(FROM, HOME, 1_000, Large.NONE), side(TO, HOME, 0, Large.NONE), UNITS, HOME);
    assertThat(costs.store().heads()).isEqualTo(1_000);
    assertThat(costs.store().reads()).isEqualTo(1_000);
    assertThat(Keeps.of(keeps).kept()).contains("tags", "website redirect", "ACL");
    assertThat(Keeps.of(plain).left())
        .containsExactly("encryption", "website redirect", "object lock", "ACL");
  }

  @Test
  void a_customer_key_of_the_target_is_said_by_where_it_lies() {
    S3CopyJob plain = costs(Route.SERVER_SIDE, HOME, HOME, HOME).copy();
    Access key =
        new Access(
            null, null, null, null, Access.Payer.OWNER, SecretReference.parse("ssm:/ours/key"));
    Accesses target = new Accesses(null, key);
    Keeps keeps = Keeps.of(new S3CopyJob(FROM, TO, plain.cut(), plain.copy(), target));
    assertThat(keeps.kept()).contains("encryption by the customer key of ssm:/ours/key");
    assertThat(keeps.left()).doesNotContain("encryption");
  }

  @Test
  void parts_are_units_of_sixteen_or_more_and_one_joins_them() {
    assertThat(UNITS.withParts(LARGE, false).parts()).isEqualTo(10 * 3);
    assertThat(UNITS.withParts(LARGE, true).parts()).isEqualTo(10 * 8);
    assertThat(UNITS.withParts(LARGE, true).all()).isEqualTo(16 + 10 * 8 + 10);
    assertThat(UNITS.withParts(Large.NONE, true)).isEqualTo(UNITS);
  }

  @Test
  void bytes_cost_where_they_leave_a_region_or_aws() {
    assertThat(costs(Route.SERVER_SIDE, HOME, AWAY, HOME).transfer()).isEqualTo(Transfer.NONE);
    assertThat(costs(Route.SERVER_SIDE, HOME, HOME, AWAY).transfer())
        .isEqualTo(new Transfer(BYTES, 0));
    assertThat(costs(Route.STREAMED, HOME, HOME, HOME).transfer()).isEqualTo(Transfer.NONE);
    assertThat(costs(Route.STREAMED, HOME, AWAY, HOME).transfer())
        .as("there and back")
        .isEqualTo(new Transfer(2 * BYTES, 0));
    assertThat(costs(Route.STREAMED, HOME, HOME, NOWHERE).transfer())
        .isEqualTo(new Transfer(0, BYTES));
    assertThat(costs(Route.STREAMED, NOWHERE, HOME, HOME).transfer())
        .as("what comes in is free")
        .isEqualTo(Transfer.NONE);
    assertThat(costs(Route.STREAMED, HOME, NOWHERE, HOME).transfer())
        .as("out to a laptop, and in again")
        .isEqualTo(new Transfer(0, BYTES));
    assertThat(new Transfer(BYTES, BYTES).total()).isCloseTo(20 + 90, within(0.01));
  }
}

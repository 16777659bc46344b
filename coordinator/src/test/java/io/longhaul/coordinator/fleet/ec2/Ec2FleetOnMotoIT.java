package io.longhaul.coordinator.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Finding.Level;
import io.longhaul.coordinator.fleet.Fleet;
import io.longhaul.coordinator.fleet.FleetContract;
import io.longhaul.coordinator.fleet.Group;
import io.longhaul.coordinator.fleet.Member;
import io.longhaul.engine.Moto;
import io.longhaul.engine.MotoGroup;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The contract, and what only a group of machines has, on real calls. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class Ec2FleetOnMotoIT extends FleetContract {
  private static final String STACK = "test";

  private URI endpoint;
  private MotoGroup group;
  private final AwsClients clients =
      new AwsClients(AwsSettings.of(8), new SystemTime(), new ClockOffset());
  private Ec2AsyncClient ec2;

  @BeforeEach
  void anEmptyAccount() throws Exception {
    endpoint = Moto.emptied();
    ec2 = clients.of(Ec2AsyncClient.builder(), MotoGroup.place(endpoint));
  }

  @AfterEach
  void end() {
    if (group != null) group.close();
    clients.close();
  }

  @Override
  protected Fleet none() {
    SystemTime time = new SystemTime();
    AwsSettings settings = AwsSettings.of(8);
    return new Ec2Fleet(
        new AwsClients(settings, time, new ClockOffset()),
        MotoGroup.place(endpoint),
        settings,
        time,
        "longhaul-" + STACK);
  }

  @Override
  protected Fleet fleet(int min, int max) {
    return fleet(new MotoGroup.Made(min, max, min, exports("0".repeat(64))));
  }

  private Fleet fleet(MotoGroup.Made made) {
    group = new MotoGroup(endpoint, "longhaul-" + STACK, made);
    return none();
  }

  /** As the stack's template writes them. */
  private static String exports(String sha256) {
    return "#!/bin/bash\nexport LONGHAUL_STACK='%s'\nexport LONGHAUL_DISTRIBUTION_SHA256='%s'\n"
        .formatted(STACK, sha256);
  }

  @Test
  void machines_have_a_type_a_zone_an_age_and_the_tag_of_their_stack() throws Exception {
    try (Fleet fleet = fleet(0, 4)) {
      fleet.want(2);
      assertThat(fleet.group().orElseThrow())
          .isEqualTo(new Group("longhaul-test", 0, 4, 2, MotoGroup.TYPES));
      for (Member member : fleet.members()) {
        assertThat(member.id()).startsWith("i-");
        assertThat(member.type()).isEqualTo("m5.4xlarge");
        assertThat(member.zone()).startsWith("us-east-1");
        assertThat(member.since()).isAfter(Instant.EPOCH);
        assertThat(member.market()).isEqualTo(Member.Market.ON_DEMAND);
        assertThat(tags(member.id()))
            .contains(Tag.builder().key("longhaul:stack").value(STACK).build());
      }
    }
  }

  private List<Tag> tags(String id) {
    return ec2.describeInstances(d -> d.instanceIds(id))
        .join()
        .reservations()
        .getFirst()
        .instances()
        .getFirst()
        .tags();
  }

  private static List<Finding> look(Fleet fleet, String about) throws InterruptedException {
    return fleet.look(fleet.group().orElseThrow(), 4).stream()
        .filter(finding -> finding.about().equals(about))
        .toList();
  }

  @Test
  void a_dry_run_tells_whether_the_template_launches() throws Exception {
    try (Fleet fleet = fleet(0, 4)) {
      assertThat(look(fleet, "template"))
          .containsExactly(
              Finding.fine(
                  "template", "launch template longhaul-test launches here, says a dry run"));
    }
  }

  @Test
  void a_template_that_names_no_distribution_or_one_of_others_making_is_told() throws Exception {
    try (Fleet fleet = fleet(0, 4)) {
      assertThat(look(fleet, "distribution"))
          .containsExactly(
              Finding.fine(
                  "distribution", "launch template longhaul-test names what machines start"));
    }
    anEmptyAccount();
    try (Fleet fleet = fleet(new MotoGroup.Made(0, 4, 0, exports("")))) {
      assertThat(look(fleet, "distribution"))
          .containsExactly(
              Finding.stops(
                  "distribution",
                  "launch template longhaul-test names none, so machines could not start a worker;"
                      + " 'longhaul infra deploy --distribution' ships one"));
    }
    anEmptyAccount();
    try (Fleet fleet = fleet(MotoGroup.Made.of(0, 4))) {
      assertThat(look(fleet, "distribution"))
          .extracting(Finding::level)
          .containsExactly(Level.UNSEEN);
    }
  }

  @Test
  void a_quota_that_cannot_be_seen_is_said_with_what_is_needed_of_each_market() throws Exception {
    try (Fleet fleet = fleet(0, 4)) {
      assertThat(look(fleet, "quota"))
          .allMatch(finding -> finding.level() == Level.UNSEEN)
          .extracting(Finding::text)
          .satisfiesExactly(
              onDemand -> assertThat(onDemand).contains("16 vCPUs more of on-demand", "L-1216C47A"),
              spot -> assertThat(spot).contains("48 vCPUs more of spot", "L-34B43A08"));
    }
  }

  @Test
  void a_nat_gateway_without_an_endpoint_is_a_cost_and_with_one_it_is_none() throws Exception {
    try (Fleet fleet = fleet(0, 4)) {
      assertThat(look(fleet, "network"))
          .singleElement()
          .satisfies(closed -> {
            assertThat(closed.level()).isEqualTo(Level.UNSEEN);
            assertThat(closed.text()).contains("no gateway leads out of subnet-");
          });
      String subnet = group.subnets().getFirst();
      String vpc =
          ec2.describeSubnets(d -> d.subnetIds(subnet)).join().subnets().getFirst().vpcId();
      String table =
          ec2.describeRouteTables().join().routeTables().stream()
              .filter(one -> one.vpcId().equals(vpc))
              .findFirst()
              .orElseThrow()
              .routeTableId();
      String nat =
          ec2.createNatGateway(c -> c.subnetId(group.subnets().getFirst()))
              .join()
              .natGateway()
              .natGatewayId();
      ec2.createRoute(
              c -> c.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(nat))
          .join();
      assertThat(look(fleet, "network"))
          .singleElement()
          .satisfies(dear -> {
            assertThat(dear.level()).isEqualTo(Level.COSTS);
            assertThat(dear.text())
                .contains(group.subnets().getFirst(), "$0.045 a GB", "$45.00 a TB");
          });
      ec2.createVpcEndpoint(c ->
              c.vpcId(vpc)
                  .serviceName("com.amazonaws.us-east-1.s3")
                  .vpcEndpointType("Gateway")
                  .routeTableIds(table))
          .join();
      assertThat(look(fleet, "network"))
          .containsExactly(Finding.fine("network", "S3 is reached without a NAT gateway"));
    }
  }
}

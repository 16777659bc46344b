package io.longhaul.coordinator.fleet.ec2;

import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.fleet.Finding;
import io.longhaul.coordinator.fleet.Spend;
import io.longhaul.price.Prices;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** How the machines of a group's subnets reach S3: a NAT gateway takes money for each byte. */
final class Network {
  private static final String ABOUT = "network";
  private static final String ANYWHERE = "0.0.0.0/0";
  private static final double GB_OF_A_TB = 1_000;

  private final Ec2AsyncClient ec2;
  private final Asking asking;

  Network(Ec2AsyncClient ec2, Asking asking) {
    this.ec2 = ec2;
    this.asking = asking;
  }

  Finding look(List<String> subnets) throws InterruptedException {
    if (subnets.isEmpty()) return Finding.unseen(ABOUT, "the group names no subnets");
    List<Subnet> there =
        asking
            .ask("DescribeSubnets", () -> ec2.describeSubnets(d -> d.subnetIds(subnets)))
            .subnets();
    List<String> byNat = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    List<RouteTable> tables = there.isEmpty() ? List.of() : tables(there.getFirst().vpcId());
    Set<String> direct = there.isEmpty() ? Set.of() : endpoints(there.getFirst().vpcId());
    // a group's subnets are of one network
    for (Subnet subnet : there) {
      Optional<RouteTable> table = table(tables, subnet.subnetId());
      if (table.filter(seen -> direct.contains(seen.routeTableId())).isPresent()) continue;
      Optional<Route> out = table.flatMap(Network::wayOut);
      if (out.filter(route -> route.natGatewayId() != null).isPresent()) {
        byNat.add(subnet.subnetId());
      } else if (out.filter(route -> route.gatewayId() != null).isEmpty()) {
        unseen.add(subnet.subnetId());
      }
    }
    return finding(byNat, unseen);
  }

  private static Finding finding(List<String> byNat, List<String> unseen) {
    if (!byNat.isEmpty()) {
      return Finding.costs(
          ABOUT,
          ("%s reach S3 through a NAT gateway, $%s a GB, %s a TB of what goes through the workers;"
                  + " an S3 gateway endpoint in their route tables costs nothing")
              .formatted(
                  String.join(", ", byNat), Prices.NAT, Spend.dollars(GB_OF_A_TB * Prices.NAT)));
    }
    if (!unseen.isEmpty()) {
      return Finding.unseen(
          ABOUT,
          "no gateway leads out of %s, and no S3 gateway endpoint is there; how S3 is reached is not seen"
              .formatted(String.join(", ", unseen)));
    }
    return Finding.fine(ABOUT, "S3 is reached without a NAT gateway");
  }

  private List<RouteTable> tables(String vpc) throws InterruptedException {
    return asking
        .ask(
            "DescribeRouteTables",
            () -> ec2.describeRouteTables(d -> d.filters(Filters.of("vpc-id", List.of(vpc)))))
        .routeTables();
  }

  /** The table that a subnet is associated with, else the main one of its network. */
  private static Optional<RouteTable> table(List<RouteTable> tables, String subnet) {
    return tables.stream()
        .filter(
            table -> table.associations().stream().anyMatch(one -> subnet.equals(one.subnetId())))
        .findFirst()
        .or(() ->
            tables.stream()
                .filter(table ->
                    table.associations().stream().anyMatch(one -> Boolean.TRUE.equals(one.main())))
                .findFirst());
  }

  private static Optional<Route> wayOut(RouteTable table) {
    return table.routes().stream()
        .filter(route -> ANYWHERE.equals(route.destinationCidrBlock()))
        .findFirst();
  }

  /** The route tables that lead to S3 by a gateway endpoint. */
  private Set<String> endpoints(String vpc) throws InterruptedException {
    Set<String> tables = new HashSet<>();
    asking
        .ask(
            "DescribeVpcEndpoints",
            () -> ec2.describeVpcEndpoints(d -> d.filters(Filters.of("vpc-id", List.of(vpc)))))
        .vpcEndpoints()
        .stream()
        .filter(endpoint -> endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY)
        .filter(endpoint -> endpoint.serviceName().endsWith(".s3"))
        .forEach(endpoint -> tables.addAll(endpoint.routeTableIds()));
    return tables;
  }
}

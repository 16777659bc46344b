package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.infra.Network;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** EC2's networks. */
final class Ec2Network implements Network {
  /** Of a hundred and more each. */
  private static final int MOST_PAGES = 20;

  private final Ec2AsyncClient ec2;
  private final Asking asked;

  Ec2Network(Ec2AsyncClient ec2, Asking asked) {
    this.ec2 = ec2;
    this.asked = asked;
  }

  @Override
  public Optional<String> standard() throws InterruptedException {
    return asked
        .ask("DescribeVpcs", () -> ec2.describeVpcs(d -> d.filters(filter("is-default", "true"))))
        .vpcs()
        .stream()
        .map(vpc -> vpc.vpcId())
        .findFirst();
  }

  @Override
  public List<Subnet> subnetsOf(String vpc) throws InterruptedException {
    List<Subnet> all = new ArrayList<>();
    String next = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = next;
      DescribeSubnetsResponse found =
          asked.ask(
              "DescribeSubnets",
              () -> ec2.describeSubnets(d -> d.filters(filter("vpc-id", vpc)).nextToken(from)));
      all.addAll(subnets(found));
      next = found.nextToken();
      if (isLast(next)) break;
    }
    return all;
  }

  @Override
  public List<Subnet> subnets(List<String> ids) throws InterruptedException {
    return subnets(asked.ask("DescribeSubnets", () -> ec2.describeSubnets(d -> d.subnetIds(ids))));
  }

  private static List<Subnet> subnets(DescribeSubnetsResponse found) {
    return found.subnets().stream()
        .map(subnet -> new Subnet(subnet.subnetId(), subnet.vpcId()))
        .toList();
  }

  @Override
  public boolean hasS3Endpoint(String vpc) throws InterruptedException {
    String service =
        "com.amazonaws.%s.s3".formatted(ec2.serviceClientConfiguration().region().id());
    // The name and the kind are looked at here: not every server filters by them.
    return asked
        .ask(
            "DescribeVpcEndpoints",
            () -> ec2.describeVpcEndpoints(d -> d.filters(filter("vpc-id", vpc))))
        .vpcEndpoints()
        .stream()
        .anyMatch(endpoint ->
            service.equals(endpoint.serviceName())
                && endpoint.vpcEndpointType() == VpcEndpointType.GATEWAY);
  }

  /** A subnet without a table of its own goes by the network's main one. */
  @Override
  public List<String> routeTables(String vpc, List<String> subnets) throws InterruptedException {
    List<RouteTable> tables = new ArrayList<>();
    String next = null;
    for (int page = 0; page < MOST_PAGES; page++) {
      String from = next;
      DescribeRouteTablesResponse found =
          asked.ask(
              "DescribeRouteTables",
              () -> ec2.describeRouteTables(d -> d.filters(filter("vpc-id", vpc)).nextToken(from)));
      tables.addAll(found.routeTables());
      next = found.nextToken();
      if (isLast(next)) break;
    }
    Set<String> used = new LinkedHashSet<>();
    for (String subnet : subnets) {
      tables.stream()
          .filter(table -> table.associations().stream().anyMatch(a -> subnet.equals(a.subnetId())))
          .findFirst()
          .or(() -> tables.stream().filter(Ec2Network::isMain).findFirst())
          .ifPresent(table -> used.add(table.routeTableId()));
    }
    return List.copyOf(used);
  }

  private static boolean isMain(RouteTable table) {
    return table.associations().stream().anyMatch(RouteTableAssociation::main);
  }

  private static boolean isLast(@Nullable String next) {
    return next == null || next.isEmpty();
  }

  static Filter filter(String name, String... values) {
    return Filter.builder().name(name).values(values).build();
  }
}

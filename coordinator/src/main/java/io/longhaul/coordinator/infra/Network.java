package io.longhaul.coordinator.infra;

import java.util.List;
import java.util.Optional;

/** The account's networks, as far as machines are put into them. Only looks. */
public interface Network {
  /** A part of a network in one zone. */
  record Subnet(String id, String vpc) {}

  /** The network that an account has by default; empty: it has none any more. */
  Optional<String> standard() throws InterruptedException;

  /** All of a network. */
  List<Subnet> subnetsOf(String vpc) throws InterruptedException;

  /**
   * Those.
   *
   * @throws io.longhaul.stack.StackUnreachable if one is not there, naming it
   */
  List<Subnet> subnets(List<String> ids) throws InterruptedException;

  /** Whether requests to S3 stay within AWS's network, and cost nothing by the byte. */
  boolean hasS3Endpoint(String vpc) throws InterruptedException;

  /** By which the traffic of these goes, each once. */
  List<String> routeTables(String vpc, List<String> subnets) throws InterruptedException;
}

package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.infra.Machines;
import io.longhaul.coordinator.infra.Overseers;
import io.longhaul.coordinator.infra.Packing;
import io.longhaul.coordinator.infra.Site;
import io.longhaul.coordinator.infra.Wanted;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is wanted of a stack; the same on every command that compares it with what is there. */
final class WantedOptions {
  /** What {@code --distribution} stands for when it is followed by nothing. */
  private static final String THIS_ONE = "";

  @Option(
      names = "--vpc",
      paramLabel = "ID",
      description = "The network of the machines; else the account's default one.")
  private @Nullable String vpc;

  @Option(
      names = "--subnets",
      paramLabel = "ID",
      split = ",",
      arity = "1",
      description = "Where in it, with a way to AWS; else all of the default network.")
  private List<String> subnets = List.of();

  @Option(
      names = "--security-group",
      paramLabel = "ID",
      description = "Else one is made that lets nothing in, and HTTPS out.")
  private @Nullable String securityGroup;

  @Option(
      names = "--make-endpoint",
      description = "Make a gateway endpoint for S3 where the network has none; it is free.")
  private boolean makeEndpoint;

  @Option(
      names = "--types",
      paramLabel = "TYPE",
      split = ",",
      arity = "1",
      description = "Instance types, the preferred first; spot takes what is cheap and there.")
  private List<String> types = List.of();

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "So many machines there may ever be; 16 at first.")
  private @Nullable Integer max;

  @Option(
      names = "--on-demand-base",
      paramLabel = "N",
      description = "So many of them on demand, all above spot; 0 at first.")
  private @Nullable Integer onDemandBase;

  @Option(
      names = "--image",
      paramLabel = "AMI",
      description = "An image that is provisioned already; 'stock': Amazon Linux 2023's own.")
  private @Nullable String image;

  @Option(
      names = "--add-senders",
      paramLabel = "ARN",
      split = ",",
      arity = "1",
      description =
          "Users and roles that may submit to this stack, too: whoever made it may, and who was"
              + " added before.")
  private List<String> senders = List.of();

  @Option(
      names = "--drop-senders",
      paramLabel = "ARN",
      split = ",",
      arity = "1",
      description = "Users and roles that may submit no longer.")
  private List<String> dropped = List.of();

  @Option(
      names = "--alarm-email",
      paramLabel = "ADDRESS",
      description = "Who is told of alarms; 'none': nobody. They confirm it by a mail.")
  private @Nullable String alarmEmail;

  @Option(
      names = "--machine-hours",
      paramLabel = "N",
      description = "More machine hours within a day raise an alarm; 384 at first.")
  private @Nullable Integer machineHours;

  @Option(
      names = "--distribution",
      paramLabel = "FILE|DIR",
      arity = "0..1",
      fallbackValue = THIS_ONE,
      description =
          "Ship that to the machines, a tar.gz or a folder; without a name, this program.")
  private @Nullable String distribution;

  /**
   * The distribution that is named, packed; empty: none is.
   *
   * @throws CommandFailed if any of these options is wrong, before anything is packed
   */
  Optional<Packing> packed(Surroundings surroundings) {
    var unused = wanted(Optional.empty());
    if (distribution == null) return Optional.empty();
    if (!distribution.equals(THIS_ONE)) {
      return Optional.of(Packing.of(surroundings.place().folder().resolve(distribution)));
    }
    Path home =
        surroundings
            .place()
            .home()
            .orElseThrow(() ->
                CommandFailed.misused(
                    "--distribution: this program runs from loose classes; name a distribution"));
    return Optional.of(Packing.of(home));
  }

  /**
   * What is wanted.
   *
   * @throws CommandFailed if one of them is wrong, naming it
   */
  Wanted wanted(Optional<Packing> packed) {
    try {
      return new Wanted(
          new Site(
              Optional.ofNullable(vpc), subnets, Optional.ofNullable(securityGroup), makeEndpoint),
          new Machines(
              types,
              Optional.ofNullable(max),
              Optional.ofNullable(onDemandBase),
              Optional.ofNullable(image)),
          new Overseers(
              senders, dropped, Optional.ofNullable(alarmEmail), Optional.ofNullable(machineHours)),
          packed.map(packing -> packing.shipment().pinned()));
    } catch (IllegalArgumentException e) {
      throw CommandFailed.misused(e);
    }
  }
}

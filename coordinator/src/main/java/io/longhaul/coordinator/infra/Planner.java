package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.infra.Network.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Makes of what is wanted, and of what is there, what a stack is to look like. Only looks. */
public final class Planner {
  /** A bucket's name has 63 characters at most. */
  private static final int LONGEST_BUCKET = 63;

  private final Estate estate;
  private final String stack;
  private final Consumer<String> notes;

  /**
   * @param notes is told what is worth knowing and stops nothing
   */
  public Planner(Estate estate, String stack, Consumer<String> notes) {
    this.estate = estate;
    this.stack = stack;
    this.notes = notes;
  }

  /**
   * Plans it.
   *
   * @param before how it stands; empty: nothing of it is there
   */
  public Blueprint plan(Template template, Wanted wanted, Optional<Formed> before)
      throws InterruptedException {
    Account account = estate.account();
    refuseLongName(account);
    Map<String, String> parameters = new TreeMap<>();
    before.ifPresent(formed -> parameters.putAll(formed.parameters()));
    parameters.keySet().retainAll(template.parameters().keySet());
    // Said even where it is the default: what is not said now would else be so at each change.
    template
        .parameters()
        .forEach((name, taken) -> taken.ifPresent(value -> parameters.putIfAbsent(name, value)));
    parameters.put("Stack", stack);
    place(wanted.site(), parameters);
    machines(wanted.machines(), parameters);
    oversight(wanted.overseers(), account, parameters);
    wanted
        .distribution()
        .ifPresent(pinned -> {
          parameters.put("DistributionKey", pinned.key());
          parameters.put("DistributionSha256", pinned.sha256());
        });
    if (parameters.getOrDefault("DistributionKey", "").isEmpty()) {
      notes.accept(
          "no distribution is named yet: machines could not start a worker; --distribution ships"
              + " this one");
    }
    return new Blueprint(template.text(), parameters);
  }

  private void refuseLongName(Account account) {
    int spare =
        LONGEST_BUCKET - "longhaul---".length() - account.id().length() - account.region().length();
    if (stack.length() > spare) {
      throw CommandFailed.misused(
          "stack '%s': in %s a whole stack's name has at most %d characters, for its bucket's"
                  .formatted(stack, account.region(), spare)
              + " name holds it");
    }
  }

  private void place(Site site, Map<String, String> parameters) throws InterruptedException {
    if (site.vpc().isPresent() || !site.subnets().isEmpty() || !parameters.containsKey("VpcId")) {
      List<Subnet> subnets = subnets(site);
      parameters.put("VpcId", subnets.getFirst().vpc());
      parameters.put("SubnetIds", String.join(",", subnets.stream().map(Subnet::id).toList()));
    }
    site.securityGroup().ifPresent(group -> parameters.put("SecurityGroupId", group));
    endpoint(site, parameters);
  }

  private List<Subnet> subnets(Site site) throws InterruptedException {
    if (!site.subnets().isEmpty()) {
      List<Subnet> named = estate.network().subnets(site.subnets());
      String vpc = site.vpc().orElse(named.getFirst().vpc());
      for (Subnet subnet : named) {
        if (!subnet.vpc().equals(vpc)) {
          throw CommandFailed.misused(
              "--subnets: %s is in %s and not in %s; write subnets of one VPC"
                  .formatted(subnet.id(), subnet.vpc(), vpc));
        }
      }
      return named;
    }
    if (site.vpc().isPresent()) {
      throw CommandFailed.misused(
          "--vpc %s: say with --subnets which of its subnets lead to AWS"
              .formatted(site.vpc().get()));
    }
    String vpc =
        estate
            .network()
            .standard()
            .orElseThrow(() ->
                CommandFailed.misused(
                    "there is no default VPC in %s: name one by --vpc and --subnets"
                        .formatted(estate.where())));
    List<Subnet> all = estate.network().subnetsOf(vpc);
    if (all.isEmpty()) {
      throw CommandFailed.misused(
          "the default VPC %s has no subnets: name some by --vpc and --subnets".formatted(vpc));
    }
    return all;
  }

  /** One that is this stack's own stays, whatever is asked for. */
  private void endpoint(Site site, Map<String, String> parameters) throws InterruptedException {
    if (!parameters.getOrDefault("S3EndpointRouteTables", "").isEmpty()) return;
    String vpc = parameters.getOrDefault("VpcId", "");
    if (estate.network().hasS3Endpoint(vpc)) return;
    if (!site.endpoint()) {
      notes.accept(
          "%s has no gateway endpoint for S3: behind a NAT every byte is paid for;".formatted(vpc)
              + " --make-endpoint makes one, free of charge");
      return;
    }
    List<String> subnets = List.of(parameters.getOrDefault("SubnetIds", "").split(","));
    parameters.put(
        "S3EndpointRouteTables", String.join(",", estate.network().routeTables(vpc, subnets)));
  }

  private static void machines(Machines machines, Map<String, String> parameters) {
    List<String> types = machines.types();
    if (!types.isEmpty()) {
      for (int i = 0; i < Machines.MOST_TYPES; i++) {
        parameters.put("Type" + (i + 1), i < types.size() ? types.get(i) : "");
      }
      parameters.put("Architecture", Machines.isArm(types.getFirst()) ? "arm64" : "x86_64");
    }
    machines.max().ifPresent(max -> parameters.put("Max", max.toString()));
    machines.onDemandBase().ifPresent(base -> parameters.put("OnDemandBase", base.toString()));
    machines
        .image()
        .ifPresent(image -> parameters.put("Image", image.equals(Machines.STOCK) ? "" : image));
  }

  private static void oversight(
      Overseers overseers, Account account, Map<String, String> parameters) {
    // who makes a stack is to use it; who changes it later was let in by its maker, or was not
    Senders senders =
        parameters.containsKey("Senders")
            ? Senders.of(parameters.get("Senders"))
            : Senders.of("").with(account.callerPatterns());
    senders = senders.with(overseers.senders());
    if (!overseers.dropped().isEmpty()) senders = senders.without(overseers.dropped());
    parameters.put("Senders", senders.parameter());
    overseers
        .email()
        .ifPresent(
            email -> parameters.put("AlarmEmail", email.equals(Overseers.NOBODY) ? "" : email));
    overseers
        .machineHours()
        .ifPresent(hours -> parameters.put("MachineHoursADay", hours.toString()));
  }
}

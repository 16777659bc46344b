package io.longhaul;

import io.longhaul.aws.AwsPlace;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.SessionIds;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.sizing.SizingSettings;
import io.longhaul.stack.Stack;
import io.longhaul.worker.host.Departure;
import io.longhaul.worker.host.Group;
import io.longhaul.worker.host.Host;
import io.longhaul.worker.host.Idle;
import io.longhaul.worker.host.IdleSettings;
import io.longhaul.worker.host.Instance;
import io.longhaul.worker.host.Needed;
import io.longhaul.worker.host.Systemd;
import io.longhaul.worker.host.ec2.Ec2Group;
import io.longhaul.worker.loop.Handlers;
import io.longhaul.worker.loop.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A worker's place on its machine: who tells it to go, and whom it tells. Closing it ends that. */
final class Residence implements AutoCloseable {
  private final Surroundings surroundings;
  private final Host host;
  private final IdleSettings leaves;
  private Optional<Group> group = Optional.empty();
  private Optional<Systemd> systemd = Optional.empty();
  private Optional<Departure> departure = Optional.empty();
  private @Nullable Idle idle;

  Residence(Surroundings surroundings, Host host, IdleSettings leaves) {
    this.surroundings = surroundings;
    this.host = host;
    this.leaves = leaves;
  }

  /** What sessions say of where they run: of an instance its id, by which a fleet finds them. */
  String name() {
    return host.instance().map(Instance::id).orElseGet(SessionIds::host);
  }

  boolean onInstance() {
    return host.instance().isPresent();
  }

  /** From now on the machine may tell the worker to go, and the worker the machine how it is. */
  void moveIn(Worker worker, Handlers handlers, Stack stack, MeterRegistry registry) {
    Optional<String> name = groupName(stack);
    host.instance()
        .ifPresent(instance ->
            surroundings.say(
                "on EC2 instance %s (%s in %s), %s"
                    .formatted(
                        instance.id(),
                        instance.type(),
                        instance.zone(),
                        name.map(in -> "group " + in).orElse("in no group of this stack"))));
    if (host.instance().isPresent() && name.isPresent()) {
      Instance instance = host.instance().get();
      group =
          Optional.of(
              Ec2Group.of(instance, name.get(), AwsPlace.fromEnvironment(), surroundings.time()));
    }
    host.watch(worker, group, registry);
    Duration session = stack.settings().sessions().length();
    departure =
        group.map(in -> new Departure(host, in, stack.ledger(), stack.time(), name(), session));
    departure.ifPresent(goes -> goes.watch(worker));
    SizingSettings sizing = SizingSettings.of(stack.settings().sessions());
    group.ifPresent(its -> host.size(worker, its, stack.ledger(), sizing, registry));
    systemd = Systemd.from(surroundings.place().environment(), surroundings.time());
    systemd.ifPresent(told -> told.watch(worker, session));
    if (leaves.after().isPresent()) {
      Needed needed =
          new Needed(
              stack.ledger(),
              stack.time(),
              Set.copyOf(handlers.names()),
              handlers.version(),
              session);
      idle = Idle.start(worker, needed, leaves.after().get(), departure, stack.time());
    }
  }

  /**
   * The stack's own, if this machine is in that: another's is none of ours to ask anything of. Tags
   * that are not shown leave it open, but not for a cloud on this machine, which has no fleet.
   */
  private Optional<String> groupName(Stack stack) {
    String ours = "longhaul-" + stack.settings().name();
    boolean here = stack.settings().local().isPresent();
    return host.instance()
        .filter(Instance::inGroup)
        .filter(it -> it.group().map(ours::equals).orElse(!here))
        .map(it -> ours);
  }

  /**
   * The worker has ended, holding nothing.
   *
   * @throws CommandFailed if the machine was to end with it, but goes on, and costs
   */
  void moveOut(Worker worker) throws InterruptedException {
    boolean ends = departure.filter(Departure::ended).isPresent();
    if (!ends) host.left();
    String why = idle != null && idle.left() ? "nothing to do" : "wished away";
    Optional<String> hindrance = departure.flatMap(goes -> goes.hindrance(worker.wish()));
    if (hindrance.isPresent()) {
      throw CommandFailed.failed(
          "%s, but this machine goes on, and costs: %s".formatted(why, hindrance.get()));
    }
    if (ends) {
      surroundings.say(why + ", so this worker has ended, and ends its machine");
    } else if (idle != null && idle.left()) {
      surroundings.say(why + ", so this worker has ended");
    }
  }

  @Override
  public void close() {
    systemd.ifPresent(Systemd::close);
    group.ifPresent(Group::close);
    host.close();
  }
}

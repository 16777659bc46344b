package io.longhaul.worker.host.ec2;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsFailures;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.Time;
import io.longhaul.worker.host.Group;
import io.longhaul.worker.host.GroupRefused;
import io.longhaul.worker.host.Instance;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;

/** The Auto Scaling group of an EC2 instance; each call is about that instance, or that group. */
public final class Ec2Group implements Group {
  /** Its repetitions included. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(15);

  private static final int CALLS_AT_ONCE = 2;
  private static final String INVALID = "ValidationError";

  private final String name;
  private final String instance;
  private final AwsClients clients;
  private final AutoScalingAsyncClient client;

  /** For what takes a place out: a repetition could take a second one. */
  private final AutoScalingAsyncClient once;

  /**
   * The group of that instance, in the region of the instance whatever the stack's is.
   *
   * @param name of the group
   * @param place where Auto Scaling is and as whom to call it; its region does not count
   */
  public static Ec2Group of(Instance instance, String name, AwsPlace place, Time time) {
    AwsClients clients = new AwsClients(AwsSettings.of(CALLS_AT_ONCE), time, new ClockOffset());
    return new Ec2Group(name, instance.id(), clients, place.in(instance.region()));
  }

  private Ec2Group(String name, String instance, AwsClients clients, AwsPlace place) {
    this.name = name;
    this.instance = instance;
    this.clients = clients;
    this.client = clients.repeating(AutoScalingAsyncClient.builder(), place, LONGEST_CALL);
    this.once = clients.once(AutoScalingAsyncClient.builder(), place, LONGEST_CALL);
  }

  @Override
  public void protect(boolean isProtected) throws InterruptedException {
    await(
        "SetInstanceProtection",
        client.setInstanceProtection(request ->
            request
                .autoScalingGroupName(name)
                .instanceIds(instance)
                .protectedFromScaleIn(isProtected)));
  }

  /**
   * The call that ends a machine names no group: that it is this one's, and in service, is proven
   * by the other call first, which also keeps the group from choosing it between the two. A group
   * that wants no more than its least refuses to want fewer: there is no gap to be filled then.
   */
  @Override
  public void end(boolean oneFewer) throws InterruptedException {
    protect(true);
    try {
      terminate(oneFewer);
    } catch (GroupRefused e) {
      Throwable why = Objects.requireNonNullElse(e.getCause(), e);
      if (!oneFewer || !INVALID.equals(AwsFailures.classify(why).code())) throw e;
      terminate(false);
    }
  }

  private void terminate(boolean oneFewer) throws InterruptedException {
    await(
        "TerminateInstanceInAutoScalingGroup",
        once.terminateInstanceInAutoScalingGroup(
            request -> request.instanceId(instance).shouldDecrementDesiredCapacity(oneFewer)));
  }

  @Override
  public void want(int machines) throws InterruptedException {
    await(
        "SetDesiredCapacity",
        client.setDesiredCapacity(request ->
            request.autoScalingGroupName(name).desiredCapacity(machines).honorCooldown(false)));
  }

  /** The SDK ends each call within the time that it was given. */
  private void await(String action, CompletableFuture<?> call) throws InterruptedException {
    try {
      var unused = call.get();
    } catch (ExecutionException e) {
      Throwable why = Objects.requireNonNullElse(e.getCause(), e);
      throw new GroupRefused(
          "autoscaling:%s of %s in group %s: %s"
              .formatted(action, instance, name, AwsFailures.classify(why).said()),
          why);
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}

package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.infra.Account;
import io.longhaul.coordinator.infra.Depot;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.coordinator.infra.Formation;
import io.longhaul.coordinator.infra.Network;
import io.longhaul.coordinator.infra.Remains;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Time;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationAsyncClient;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** One stack's, all of whose names follow from the stack's. */
final class CloudFormationEstate implements Estate {
  private final AwsClients clients;
  private final CloudFormationAsyncClient cloudFormation;
  private final StsAsyncClient sts;
  private final Asking askedSts;
  private final CloudFormation formation;
  private final Ec2Network network;
  private final S3Depot depot;
  private final NamedRemains remains;
  private @Nullable Account account;

  CloudFormationEstate(
      StackSettings stack, AwsClients clients, AwsPlace place, AwsSettings settings, Time time) {
    this.clients = clients;
    String name = "longhaul-" + stack.name();
    AwsCalls calls = new AwsCalls(time, settings);
    cloudFormation = clients.of(CloudFormationAsyncClient.builder(), place);
    sts = clients.of(StsAsyncClient.builder(), place);
    Ec2AsyncClient ec2 = clients.of(Ec2AsyncClient.builder(), place);
    askedSts = Asking.of(sts, "sts", "the caller", calls, time);
    Asking askedCloudFormation =
        Asking.of(cloudFormation, "cloudformation", "stack " + name, calls, time);
    Asking askedEc2 = Asking.of(ec2, "ec2", "the network", calls, time);
    formation = new CloudFormation(cloudFormation, askedCloudFormation, name, stack.name(), time);
    network = new Ec2Network(ec2, askedEc2);
    depot = new S3Depot(clients.s3(place), calls, time, this::bucket, name);
    remains =
        new NamedRemains(
            new NamedRemains.Clients(
                clients.of(AutoScalingAsyncClient.builder(), place),
                ec2,
                clients.of(IamAsyncClient.builder(), place)),
            depot,
            new NamedRemains.Names(name, stack.name(), this::region),
            calls,
            time);
  }

  @Override
  public String where() {
    Optional<URI> server = cloudFormation.serviceClientConfiguration().endpointOverride();
    return server.map(URI::toString).orElse("AWS, " + region());
  }

  @Override
  public synchronized Account account() throws InterruptedException {
    if (account == null) {
      var caller = askedSts.ask("GetCallerIdentity", () -> sts.getCallerIdentity());
      account = new Account(caller.account(), region(), caller.arn());
    }
    return account;
  }

  private String region() {
    return cloudFormation.serviceClientConfiguration().region().id();
  }

  private String bucket(String name) throws InterruptedException {
    return "%s-%s-%s".formatted(name, account().id(), region());
  }

  @Override
  public Formation formation() {
    return formation;
  }

  @Override
  public Network network() {
    return network;
  }

  @Override
  public Depot depot() {
    return depot;
  }

  @Override
  public Remains remains() {
    return remains;
  }

  @Override
  public void close() {
    clients.close();
  }
}

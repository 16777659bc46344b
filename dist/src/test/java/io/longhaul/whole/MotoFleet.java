package io.longhaul.whole;

import io.longhaul.engine.FakeImds;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.Ec2AsyncClient;
import software.amazon.awssdk.services.ec2.model.Instance;

/** A stack's group on moto, and what EC2 has of its instances. */
final class MotoFleet implements AutoCloseable {
  private final String name;
  private final String role;
  private final AutoScalingAsyncClient scaling;
  private final Ec2AsyncClient ec2;

  MotoFleet(URI moto, String stack) {
    this.name = "longhaul-" + stack;
    this.role = name + "-worker-us-east-1";
    this.scaling = client(AutoScalingAsyncClient.builder(), moto);
    this.ec2 = client(Ec2AsyncClient.builder(), moto);
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder, URI moto) {
    return builder
        .endpointOverride(moto)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  private AutoScalingGroup group() {
    return scaling
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
        .join()
        .autoScalingGroups()
        .getFirst();
  }

  int wanted() {
    return group().desiredCapacity();
  }

  List<String> instances() {
    return group().instances().stream().map(instance -> instance.instanceId()).toList();
  }

  /** Of the template's version by which the group starts instances. */
  String userData() {
    LaunchTemplateSpecification template =
        group().mixedInstancesPolicy().launchTemplate().launchTemplateSpecification();
    String encoded =
        ec2.describeLaunchTemplateVersions(request ->
                request.launchTemplateId(template.launchTemplateId()).versions(template.version()))
            .join()
            .launchTemplateVersions()
            .getFirst()
            .launchTemplateData()
            .userData();
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  String state(String id) {
    return instance(id).state().nameAsString();
  }

  private Instance instance(String id) {
    return ec2.describeInstances(request -> request.instanceIds(id))
        .join()
        .reservations()
        .getFirst()
        .instances()
        .getFirst();
  }

  /** The metadata of an instance: what EC2 says of it, and credentials of the workers' role. */
  FakeImds imds(String id) throws IOException {
    Instance instance = instance(id);
    FakeImds imds = FakeImds.of(id, name).unsay("tags/instance/aws:autoscaling:groupName");
    imds.say("instance-type", instance.instanceTypeAsString());
    imds.say("placement/availability-zone", instance.placement().availabilityZone());
    instance.tags().forEach(tag -> imds.say("tags/instance/" + tag.key(), tag.value()));
    imds.say("iam/security-credentials/", role);
    imds.say(
        "iam/security-credentials/" + role,
        """
        {"Code": "Success", "LastUpdated": "2026-11-01T00:00:00Z", "Type": "AWS-HMAC",
         "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "secret", "Token": "token",
         "Expiration": "%s"}
        """
            .formatted(Instant.now().plus(6, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS)));
    return imds;
  }

  @Override
  public void close() {
    scaling.close();
    ec2.close();
  }
}

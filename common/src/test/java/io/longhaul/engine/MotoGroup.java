package io.longhaul.engine;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.autoscaling.AutoScalingAsyncClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.Tag;

/** A stack's Auto Scaling group on moto, as a deployment would make it and its maker sees it. */
public final class MotoGroup implements AutoCloseable {
  public static final List<String> TYPES = List.of("m5.4xlarge", "m6i.4xlarge");

  private static final String PREFIX = "longhaul-";

  private final URI moto;
  private final String name;
  private final AwsClients clients;
  private final AutoScalingAsyncClient scaling;

  /**
   * How it is made.
   *
   * @param userData of its launch template; empty: none
   */
  public record Made(int min, int max, int wanted, String userData) {
    public static Made of(int min, int max) {
      return new Made(min, max, min, "");
    }
  }

  /** Makes one of so many instances. */
  public MotoGroup(URI moto, String name, int instances) {
    this(moto, name, new Made(0, 4, instances, ""));
  }

  /**
   * Makes one.
   *
   * @param moto its address
   * @param name which begins with {@code longhaul-}
   */
  public MotoGroup(URI moto, String name, Made made) {
    this(moto, name);
    makeTemplate(made.userData());
    List<LaunchTemplateOverrides> overrides =
        TYPES.stream()
            .map(type -> LaunchTemplateOverrides.builder().instanceType(type).build())
            .toList();
    scaling
        .createAutoScalingGroup(c ->
            c.autoScalingGroupName(name)
                .minSize(made.min())
                .maxSize(made.max())
                .desiredCapacity(made.wanted())
                .vpcZoneIdentifier(String.join(",", subnets()))
                .mixedInstancesPolicy(m ->
                    m.launchTemplate(l ->
                            l.launchTemplateSpecification(
                                    s -> s.launchTemplateName(name).version("$Latest"))
                                .overrides(overrides))
                        .instancesDistribution(d ->
                            d.onDemandBaseCapacity(1)
                                .onDemandPercentageAboveBaseCapacity(0)
                                .spotAllocationStrategy("price-capacity-optimized")))
                .tags(
                    Tag.builder()
                        .key("longhaul:stack")
                        .value(name.substring(PREFIX.length()))
                        .resourceId(name)
                        .resourceType("auto-scaling-group")
                        .propagateAtLaunch(true)
                        .build()))
        .join();
  }

  private MotoGroup(URI moto, String name) {
    this.moto = moto;
    this.name = name;
    this.clients = new AwsClients(AwsSettings.of(2), new SystemTime(), new ClockOffset());
    this.scaling =
        clients.repeating(AutoScalingAsyncClient.builder(), place(moto), Duration.ofSeconds(15));
  }

  /** One that was made before. */
  public static MotoGroup there(URI moto, String name) {
    return new MotoGroup(moto, name);
  }

  private void makeTemplate(String userData) {
    String image = found("<imageId>(ami-[0-9a-f]+)</imageId>", ec2("DescribeImages")).getFirst();
    ec2(
        "CreateLaunchTemplate",
        "LaunchTemplateName",
        name,
        "LaunchTemplateData.ImageId",
        image,
        "LaunchTemplateData.InstanceType",
        TYPES.getFirst(),
        "LaunchTemplateData.UserData",
        Base64.getEncoder().encodeToString(userData.getBytes(StandardCharsets.UTF_8)));
  }

  /** Two, of one network. */
  public List<String> subnets() {
    return found("<subnetId>(subnet-[0-9a-f]+)</subnetId>", ec2("DescribeSubnets")).subList(0, 2);
  }

  /** In the query protocol, for not every module that uses this knows EC2's SDK. */
  private String ec2(String action, String... parameters) {
    List<String> form = new ArrayList<>(List.of("Action=" + action, "Version=2016-11-15"));
    for (int i = 0; i < parameters.length; i += 2) {
      form.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
    }
    try {
      HttpURLConnection call = (HttpURLConnection) moto.toURL().openConnection();
      call.setDoOutput(true);
      call.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
      call.setRequestProperty(
          "Authorization",
          "AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/ec2/aws4_request,"
              + " SignedHeaders=host, Signature=none");
      try (var out = call.getOutputStream()) {
        out.write(String.join("&", form).getBytes(StandardCharsets.UTF_8));
      }
      try (var in = call.getInputStream()) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(action + " on moto", e);
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(one -> one.group(1)).toList();
  }

  public static AwsPlace place(URI moto) {
    return AwsPlace.at(moto, "test", "test");
  }

  private AutoScalingGroup described() {
    return scaling
        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
        .join()
        .autoScalingGroups()
        .getFirst();
  }

  /** Without asking why. */
  public void want(int machines) {
    scaling
        .setDesiredCapacity(set -> set.autoScalingGroupName(name).desiredCapacity(machines))
        .join();
  }

  public int wanted() {
    return described().desiredCapacity();
  }

  public List<String> instances() {
    return described().instances().stream().map(Instance::instanceId).toList();
  }

  /** Those that are protected from scale-in. */
  public List<String> protectedOnes() {
    return described().instances().stream()
        .filter(Instance::protectedFromScaleIn)
        .map(Instance::instanceId)
        .toList();
  }

  @Override
  public void close() {
    clients.close();
  }
}

package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.SideCredentials;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.grant.BucketPolicies;
import io.longhaul.coordinator.grant.GrantDesk;
import io.longhaul.coordinator.grant.RolePolicies;
import io.longhaul.coordinator.grant.Whereabouts;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.Time;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamAsyncClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerAsyncClient;
import software.amazon.awssdk.services.ssm.SsmAsyncClient;
import software.amazon.awssdk.services.sts.StsAsyncClient;

/** Policies on AWS, or wherever the SDK's own variables and profiles point. */
public final class AwsGrantDesk implements GrantDesk {
  private static final String SESSION = ":assumed-role/";

  private final AwsClients clients;
  private final AwsPlace machine;
  private final SideCredentials credentials;
  private final Time time;
  private final AwsSettings settings;
  private final Map<StoreAccess, AwsPlace> places = new HashMap<>();

  /**
   * @param time the machine's own clock
   */
  public AwsGrantDesk(AwsSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
    this.clients = new AwsClients(settings, time, new ClockOffset());
    try {
      this.machine = AwsPlace.fromEnvironment();
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
    this.credentials = new SideCredentials(machine.credentials(), System::getenv, time);
  }

  @Override
  public Whereabouts stack() throws InterruptedException {
    StsAsyncClient sts = clients.of(StsAsyncClient.builder(), machine);
    String[] arn = callerOf(sts, machine).split(":", 6);
    return new Whereabouts(arn[1], arn[4], sts.serviceClientConfiguration().region().id());
  }

  @Override
  public String caller(StoreAccess access) throws InterruptedException {
    AwsPlace place = place(access);
    String arn = callerOf(clients.of(StsAsyncClient.builder(), place), place);
    int session = arn.indexOf(SESSION);
    if (session < 0) return arn;
    String role = arn.substring(session + SESSION.length()).split("/", 2)[0];
    return role(place, role)
        .orElseGet(
            () -> arn.substring(0, session).replaceFirst(":sts:", ":iam:") + ":role/" + role);
  }

  private String callerOf(StsAsyncClient sts, AwsPlace place) throws InterruptedException {
    return Asking.of(sts, "sts", "the caller's own identity", calls(place), time)
        .ask("GetCallerIdentity", () -> sts.getCallerIdentity())
        .arn();
  }

  /** A session does not say its role's path; who may not look has a role without, most likely. */
  private Optional<String> role(AwsPlace place, String name) throws InterruptedException {
    IamAsyncClient iam = clients.of(IamAsyncClient.builder(), place);
    return Asking.of(iam, "iam", "role " + name, calls(place), time)
        .find("GetRole", () -> iam.getRole(get -> get.roleName(name)), failed -> true)
        .map(found -> found.role().arn());
  }

  /** What an identity that a job names is refused says nothing of the machine's own. */
  private AwsCalls calls(AwsPlace place) {
    return place.equals(machine) ? new AwsCalls(time, settings) : AwsCalls.ofSide(time, settings);
  }

  private synchronized AwsPlace place(StoreAccess access) {
    if (!access.elsewhere()) return machine;
    return places.computeIfAbsent(
        access, side -> machine.reachedBy(side, credentials.of(side.identity(), side.region())));
  }

  @Override
  public BucketPolicies buckets(StoreAccess access) {
    AwsPlace place = place(access);
    return new S3BucketPolicies(clients.s3(place), calls(place), time);
  }

  @Override
  public RolePolicies roles() {
    return new IamRolePolicies(clients.of(IamAsyncClient.builder(), machine), calls(machine), time);
  }

  @Override
  public Optional<String> key(SecretReference of) throws InterruptedException {
    return switch (of.where()) {
      case ENV -> Optional.empty();
      case SSM -> parameters().key(of);
      case SECRETSMANAGER -> secrets().key(of);
    };
  }

  private ParameterKeys parameters() {
    return new ParameterKeys(clients.of(SsmAsyncClient.builder(), machine), calls(machine), time);
  }

  private SecretKeys secrets() {
    return new SecretKeys(
        clients.of(SecretsManagerAsyncClient.builder(), machine), calls(machine), time);
  }

  @Override
  public void close() {
    try (clients) {
      credentials.close();
    }
  }
}

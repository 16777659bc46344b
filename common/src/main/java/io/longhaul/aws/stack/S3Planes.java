package io.longhaul.aws.stack;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsClients.S3Site;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.KeySource;
import io.longhaul.aws.KnownSecrets;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.aws.SideCredentials;
import io.longhaul.job.Access;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.CustomerKey;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.KeyedRequests;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.sdk.SdkRequests;
import io.longhaul.s3.vertx.Lanes;
import io.longhaul.s3.vertx.VertxRequests;
import io.longhaul.stack.ByAccess;
import io.longhaul.stack.DataPlane;
import io.longhaul.stack.SideStores;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.Time;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/**
 * Every store of one stack: its own, and those that jobs reach in a way of their own. Stores of one
 * server share its connections, whoever asks.
 */
final class S3Planes implements SideStores, AutoCloseable {
  private final AwsSettings settings;
  private final AwsClients clients;
  private final Time time;
  private final DataPlane plane;
  private final AwsPlace own;
  private final boolean embedded;
  private final Map<Optional<URI>, Lanes> lanes = new HashMap<>();
  private final Map<AwsPlace, S3AsyncClient> sdk = new HashMap<>();

  /** Each holds nothing of its own, so one that is forgotten is opened anew. */
  private final ByAccess<StoreAt> known = new ByAccess<>();

  private Optional<SideCredentials> credentials = Optional.empty();

  /**
   * @param own the stack's own place
   * @param embedded whether that is an embedded cloud, which no identity but its own is known to
   */
  S3Planes(
      AwsSettings settings,
      AwsClients clients,
      Time time,
      DataPlane plane,
      AwsPlace own,
      boolean embedded) {
    this.settings = settings;
    this.clients = clients;
    this.time = time;
    this.plane = plane;
    this.own = own;
    this.embedded = embedded;
  }

  /** The stack's own. */
  StoreAt own(AwsCalls calls) {
    return open(own, embedded, calls, StoreAccess.USUAL);
  }

  @Override
  public StoreAt at(StoreAccess access) {
    return known.of(access, this::open);
  }

  private synchronized StoreAt open(StoreAccess access) {
    boolean here = embedded && access.identity().isEmpty() && access.endpoint().isEmpty();
    AwsPlace place = here ? own.reachedBy(access, own.credentials()) : elsewhere(access);
    AwsCalls calls =
        access.elsewhere() // what another server refuses says nothing of the machine's own
            ? AwsCalls.ofSide(time, settings)
            : new AwsCalls(time, settings);
    return open(place, here, calls, access);
  }

  /** Whoever an embedded cloud knows is known nowhere else: then the machine's identity counts. */
  private AwsPlace elsewhere(StoreAccess access) {
    AwsPlace machine = machine();
    return machine.reachedBy(access, credentials().of(access.identity(), access.region()));
  }

  private AwsPlace machine() {
    return embedded ? AwsPlace.fromEnvironment() : own;
  }

  private SideCredentials credentials() {
    if (credentials.isEmpty()) {
      credentials = Optional.of(new SideCredentials(machine().credentials(), System::getenv, time));
    }
    return credentials.get();
  }

  /**
   * @param trailing whether it knows checksums behind a body though it is not AWS
   */
  private synchronized StoreAt open(
      AwsPlace place, boolean trailing, AwsCalls calls, StoreAccess access) {
    S3Site site = clients.s3Site(place);
    S3Requests requests = requests(place, site, trailing, access);
    String where = site.endpoint().map(URI::toString).orElse("AWS, " + site.region());
    return new StoreAt(
        new S3ObjectStore(requests, calls.keeping(secrets(place, access))),
        "S3 at " + where,
        site.isAws());
  }

  /** All that its requests say and nobody else may know. */
  private KnownSecrets secrets(AwsPlace place, StoreAccess access) {
    List<Supplier<List<String>>> sources = new ArrayList<>();
    sources.add(() -> secrets(place.credentials().resolveCredentials()));
    for (SecretReference lies : access.customerKeys().values()) {
      SideCredentials found = credentials();
      sources.add(() -> {
        CustomerKey key = found.customerKey(lies);
        return List.of(key.base64(), key.md5());
      });
    }
    return new KnownSecrets(sources);
  }

  private static List<String> secrets(AwsCredentials known) {
    return known instanceof AwsSessionCredentials session
        ? List.of(session.secretAccessKey(), session.sessionToken())
        : List.of(known.secretAccessKey());
  }

  private S3Requests requests(AwsPlace place, S3Site site, boolean trailing, StoreAccess access) {
    BucketOwners owners = access.owners()::get;
    if (access.customerKeys().isEmpty()) {
      return requests(place, site, trailing, owners, CustomerKeys.NONE);
    }
    refuseUnsafe(site);
    CustomerKeys keys = new SideCustomerKeys(access, credentials()::customerKey);
    return new KeyedRequests(
        requests(place, site, trailing, owners, keys),
        requests(place, site, trailing, owners, keys.forWriting()),
        time);
  }

  /** S3 takes no key that others could read on its way, and nor may another server. */
  private static void refuseUnsafe(S3Site site) {
    if (site.endpoint().isEmpty() || Access.isSafe(site.endpoint().get())) return;
    throw new StackMisconfigured(
        "%s: a customer-key goes by https:// alone; http:// is for this machine"
            .formatted(site.endpoint().get()));
  }

  private S3Requests requests(
      AwsPlace place, S3Site site, boolean trailing, BucketOwners owners, CustomerKeys keys) {
    return switch (plane) {
      case SDK -> new SdkRequests(sdk.computeIfAbsent(place, clients::s3), time, owners, keys);
      case VERTX ->
          new VertxRequests(
              lanes.computeIfAbsent(site.endpoint(), server -> Lanes.to(server, settings)),
              new S3Endpoints(site.endpoint()),
              site.region(),
              new KeySource(place.credentials(), time),
              time,
              site.isAws() || trailing,
              new VertxRequests.Terms(owners, place.requesterPays(), keys));
    };
  }

  /** The SDK's clients are closed with all others. */
  @Override
  public synchronized void close() {
    lanes.values().forEach(Lanes::close);
    credentials.ifPresent(SideCredentials::close);
  }
}

package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.KeySource;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.KeyedRequests;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.time.SystemTime;

/** Our own adapter on servers; its event loops are all tests' and end with the process. */
public final class VertxStores {
  private static final AwsSettings SETTINGS = AwsSettings.of(16);
  private static final SystemTime TIME = new SystemTime();
  private static final Lanes LANES = new Lanes(SETTINGS, Tls::best);

  private VertxStores() {}

  public static ObjectStore on(AwsPlace place) {
    return on(place, new AwsCalls(TIME, SETTINGS));
  }

  public static ObjectStore on(AwsPlace place, AwsCalls calls) {
    return on(place, calls, BucketOwners.ANYBODY);
  }

  public static ObjectStore on(AwsPlace place, AwsCalls calls, BucketOwners owners) {
    return new S3ObjectStore(requests(place, false, owners), calls);
  }

  /** On a server that takes checksums behind a body. */
  public static ObjectStore withTrailers(AwsPlace place) {
    return new S3ObjectStore(
        requests(place, true, BucketOwners.ANYBODY), new AwsCalls(TIME, SETTINGS));
  }

  /** Where objects are under keys of customers' own. */
  public static ObjectStore keyed(AwsPlace place, boolean trailers, CustomerKeys keys) {
    return new S3ObjectStore(
        new KeyedRequests(
            requests(place, trailers, BucketOwners.ANYBODY, keys),
            requests(place, trailers, BucketOwners.ANYBODY, keys.forWriting()),
            TIME),
        new AwsCalls(TIME, SETTINGS));
  }

  /** The event loop whose turn it is; as many turns as there are processors come to each once. */
  static Lane lane() {
    return LANES.next();
  }

  static VertxRequests requests(AwsPlace place, boolean trailers) {
    return requests(place, trailers, BucketOwners.ANYBODY);
  }

  private static VertxRequests requests(AwsPlace place, boolean trailers, BucketOwners owners) {
    return requests(place, trailers, owners, CustomerKeys.NONE);
  }

  private static VertxRequests requests(
      AwsPlace place, boolean trailers, BucketOwners owners, CustomerKeys keys) {
    return new VertxRequests(
        LANES,
        new S3Endpoints(place.endpoint()),
        place.region().orElseThrow(),
        new KeySource(place.credentials(), TIME),
        TIME,
        trailers,
        new VertxRequests.Terms(owners, false, keys));
  }
}

package io.longhaul.job;

import io.longhaul.job.Access.Payer;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that tells one store from another: as whom S3 is asked, where, and on which terms.
 *
 * @param payer said with every request; who owns the other side's bucket does not heed it
 * @param owners the accounts that buckets must belong to, by bucket
 * @param customerKeys where the keys lie by which objects are read and written, by what these are
 *     below; no two of them overlap
 */
public record StoreAccess(
    Optional<Identity> identity,
    Optional<String> region,
    Optional<URI> endpoint,
    Payer payer,
    Map<String, String> owners,
    Map<S3Location, SecretReference> customerKeys) {
  /** As the worker reaches S3 anyway. */
  public static final StoreAccess USUAL =
      new StoreAccess(Optional.empty(), Optional.empty(), Optional.empty(), Payer.OWNER, Map.of());

  /** One that knows no key of a customer's own. */
  public StoreAccess(
      Optional<Identity> identity,
      Optional<String> region,
      Optional<URI> endpoint,
      Payer payer,
      Map<String, String> owners) {
    this(identity, region, endpoint, payer, owners, Map.of());
  }

  public StoreAccess {
    owners = Map.copyOf(owners);
    customerKeys = Map.copyOf(customerKeys);
  }

  /** The one that lists and reads the source. */
  public static StoreAccess source(S3Sides job) {
    return of(job, job.access().source());
  }

  /** The one that lists and writes the target, and reads the source where S3 copies by itself. */
  public static StoreAccess target(S3Sides job) {
    return of(job, job.access().target());
  }

  private static StoreAccess of(S3Sides job, @Nullable Access side) {
    Accesses all = job.access();
    Map<String, String> owners = new HashMap<>();
    own(owners, job.source().bucket(), all.source());
    own(owners, job.target().bucket(), all.target());
    // two servers may have a bucket of one name: this side's own counts
    if (side != null && side.equals(all.source())) own(owners, job.source().bucket(), side);
    boolean requester = pays(all.source()) || pays(all.target());
    return new StoreAccess(
        Optional.ofNullable(side).map(Access::identity).filter(Objects::nonNull),
        Optional.ofNullable(side).map(Access::region).filter(Objects::nonNull),
        Optional.ofNullable(side).map(Access::endpoint).filter(Objects::nonNull),
        requester ? Payer.REQUESTER : Payer.OWNER,
        owners,
        customerKeys(job, side));
  }

  /** On one server a copy needs both; of another server's they would say what is not theirs. */
  private static Map<S3Location, SecretReference> customerKeys(S3Sides job, @Nullable Access side) {
    Accesses all = job.access();
    Map<S3Location, SecretReference> keys = new HashMap<>();
    if (all.sameServer() || Objects.equals(side, all.source())) {
      keyed(keys, job.source(), all.source());
    }
    if (all.sameServer() || Objects.equals(side, all.target())) {
      keyed(keys, job.target(), all.target());
    }
    return keys;
  }

  private static void keyed(
      Map<S3Location, SecretReference> keys, S3Location below, @Nullable Access side) {
    if (side != null && side.customerKey() != null) keys.put(below, side.customerKey());
  }

  private static void own(Map<String, String> owners, String bucket, @Nullable Access side) {
    if (side != null && side.owner() != null) owners.put(bucket, side.owner());
  }

  private static boolean pays(@Nullable Access side) {
    return side != null && side.payer() == Payer.REQUESTER;
  }

  /** Whether both sides of a job are reached by one store, which can copy between them. */
  public static boolean one(S3Sides job) {
    return source(job).equals(target(job));
  }

  /** Where the key lies by which this object is encrypted; null: by none of a customer's own. */
  public @Nullable SecretReference customerKey(String bucket, String key) {
    if (customerKeys.isEmpty()) return null;
    for (Map.Entry<S3Location, SecretReference> each : customerKeys.entrySet()) {
      S3Location below = each.getKey();
      if (below.bucket().equals(bucket) && key.startsWith(below.prefix())) return each.getValue();
    }
    return null;
  }

  /** Whether an identity, region or server of its own is said. */
  public boolean elsewhere() {
    return identity.isPresent() || region.isPresent() || endpoint.isPresent();
  }
}

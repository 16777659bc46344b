package io.longhaul.coordinator.cli;

import io.longhaul.access.KmsKeys;
import io.longhaul.access.NoAccess;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.BucketPolicies;
import io.longhaul.coordinator.grant.GrantDesk;
import io.longhaul.coordinator.grant.Keys;
import io.longhaul.job.Identity;
import io.longhaul.job.Job;
import io.longhaul.job.S3Sides;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a job does not say of policies: who may write them, and by which keys buckets encrypt. */
final class GrantOptions {
  @Option(
      names = "--source-profile",
      paramLabel = "PROFILE",
      description = "Who may read and write the policy of the source's bucket; else as the job's.")
  private @Nullable String sourceProfile;

  @Option(
      names = "--target-profile",
      paramLabel = "PROFILE",
      description = "Who may read and write the policy of the target's bucket; else as the job's.")
  private @Nullable String targetProfile;

  @Option(
      names = "--source-key",
      paramLabel = "ARN",
      description =
          "A KMS key that objects of the source are encrypted by, beside its bucket's default;"
              + " repeat it for several.")
  private List<String> sourceKeys = new ArrayList<>();

  @Option(names = "--target-key", paramLabel = "ARN", description = "Likewise of the target.")
  private List<String> targetKeys = new ArrayList<>();

  @Option(
      names = "--secret-key",
      paramLabel = "ARN",
      description =
          "A KMS key of your own that a parameter or secret is encrypted by which the job refers"
              + " to, where that cannot be looked up; repeat it for several.")
  private List<String> secretKeys = new ArrayList<>();

  @Option(
      names = "--me",
      description =
          "Also for who asks, who then may reach the buckets as submit and watch do; whom a stack's"
              + " queues take messages of is 'infra deploy --add-senders'.")
  private boolean me;

  boolean me() {
    return me;
  }

  /** Refuses a cloud without policies. */
  static StackSettings settings(StackOptions options, Surroundings surroundings) {
    StackSettings settings = options.settings(surroundings);
    if (settings.local().isEmpty()) return settings;
    throw CommandFailed.misused(
        "an embedded cloud has no policies: whoever has its secret may do everything in it");
  }

  /** What the policy of a bucket is reached by; one that is neither side's, as the source. */
  BucketPolicies buckets(GrantDesk desk, Job job, String bucket) {
    if (!(job.options() instanceof S3Sides sides)) return desk.buckets(StoreAccess.USUAL);
    boolean target =
        bucket.equals(sides.target().bucket()) && !bucket.equals(sides.source().bucket());
    return desk.buckets(
        target
            ? as(targetProfile, StoreAccess.target(sides))
            : as(sourceProfile, StoreAccess.source(sides)));
  }

  private static StoreAccess as(@Nullable String profile, StoreAccess side) {
    if (profile == null) return side;
    return new StoreAccess(
        Optional.of(new Identity(profile, null, null)),
        side.region(),
        side.endpoint(),
        side.payer(),
        side.owners());
  }

  /**
   * The keys that were named, and those that buckets, parameters and secrets say they are encrypted
   * by.
   *
   * @param notes hears what could not be found out
   */
  Keys keys(GrantDesk desk, Job job, Consumer<String> notes) throws InterruptedException {
    List<String> source = new ArrayList<>(sourceKeys);
    List<String> target = new ArrayList<>(targetKeys);
    if (job.options() instanceof S3Sides sides) {
      look(desk, job, sides.source().bucket(), StoreAccess.source(sides), "source", notes)
          .ifPresent(source::add);
      look(desk, job, sides.target().bucket(), StoreAccess.target(sides), "target", notes)
          .ifPresent(target::add);
    }
    return new Keys(new KmsKeys(source, target), secrets(desk, job, notes));
  }

  private Map<SecretReference, List<String>> secrets(
      GrantDesk desk, Job job, Consumer<String> notes) throws InterruptedException {
    Map<SecretReference, List<String>> all = new HashMap<>();
    if (!(job.options() instanceof S3Sides sides)) return all;
    for (SecretReference lies : new LinkedHashSet<>(sides.access().references().values())) {
      List<String> keys = new ArrayList<>(secretKeys);
      look(desk, lies, notes).ifPresent(keys::add);
      all.put(lies, keys);
    }
    return all;
  }

  private Optional<String> look(GrantDesk desk, SecretReference lies, Consumer<String> notes)
      throws InterruptedException {
    try {
      return desk.key(lies);
    } catch (NoAccess | StackUnreachable | CommandFailed e) {
      if (secretKeys.isEmpty()) {
        notes.accept(
            "whether %s is encrypted by a KMS key of your own is not known: %s; name one with --secret-key"
                .formatted(lies, e.getMessage()));
      }
      return Optional.empty();
    }
  }

  private Optional<String> look(
      GrantDesk desk, Job job, String bucket, StoreAccess side, String name, Consumer<String> notes)
      throws InterruptedException {
    if (side.endpoint().isPresent()) return Optional.empty();
    try {
      return buckets(desk, job, bucket).key(bucket);
    } catch (NoAccess | StackUnreachable | CommandFailed e) {
      notes.accept(
          "whether bucket %s encrypts by a KMS key is not known: %s; name one with --%s-key"
              .formatted(bucket, e.getMessage(), name));
      return Optional.empty();
    }
  }
}

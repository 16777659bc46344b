package io.longhaul.coordinator.grant.aws;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.grant.BucketPolicies;
import io.longhaul.time.Time;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** Buckets' policies on S3. */
record S3BucketPolicies(S3AsyncClient s3, AwsCalls calls, Time time) implements BucketPolicies {
  private static final String NONE = "NoSuchBucketPolicy";
  private static final String UNENCRYPTED = "ServerSideEncryptionConfigurationNotFoundError";
  private static final String MALFORMED = "MalformedPolicy";

  @Override
  public Optional<String> read(String bucket) throws InterruptedException {
    return unless(
            NONE, "GetBucketPolicy", bucket, () -> s3.getBucketPolicy(get -> get.bucket(bucket)))
        .map(there -> there.policy())
        .filter(text -> !text.isEmpty());
  }

  @Override
  public void write(String bucket, String policy) throws InterruptedException {
    Asking asking = asking(bucket);
    try {
      var unused = asking.tried(() -> s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy)));
    } catch (AwsCallFailed failed) {
      if (!failed.call().code().equals(MALFORMED)) throw asking.failed("PutBucketPolicy", failed);
      throw CommandFailed.failed(
          ("bucket %s: its policy was refused: %s; a principal must be there before it is named:"
                  + " 'longhaul infra deploy' makes the workers' role")
              .formatted(bucket, failed.getMessage()));
    }
  }

  @Override
  public void delete(String bucket) throws InterruptedException {
    var unused =
        unless(
            NONE,
            "DeleteBucketPolicy",
            bucket,
            () -> s3.deleteBucketPolicy(delete -> delete.bucket(bucket)));
  }

  @Override
  public Optional<String> key(String bucket) throws InterruptedException {
    return unless(
            UNENCRYPTED,
            "GetEncryptionConfiguration",
            bucket,
            () -> s3.getBucketEncryption(get -> get.bucket(bucket)))
        .flatMap(there ->
            there.serverSideEncryptionConfiguration().rules().stream()
                .map(ServerSideEncryptionRule::applyServerSideEncryptionByDefault)
                .filter(by -> by != null && by.kmsMasterKeyID() != null)
                .map(ServerSideEncryptionByDefault::kmsMasterKeyID)
                .findFirst());
  }

  private <T> Optional<T> unless(
      String none, String action, String bucket, Supplier<CompletableFuture<T>> attempt)
      throws InterruptedException {
    return asking(bucket).find(action, attempt, failed -> failed.call().code().equals(none));
  }

  private Asking asking(String bucket) {
    return Asking.of(s3, "s3", "bucket " + bucket, calls, time);
  }
}

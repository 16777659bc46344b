package io.longhaul.coordinator.infra.cloudformation;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.stack.Asking;
import io.longhaul.coordinator.infra.Depot;
import io.longhaul.job.Sha256;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The stack's bucket in S3. */
final class S3Depot implements Depot {
  /** A distribution has some 150 MB, and a line may be slow. */
  private static final Duration LONGEST_PUT = Duration.ofMinutes(30);

  /** Of a thousand objects each: one for each distribution that was ever shipped. */
  private static final int MOST_PAGES = 1_000;

  private final S3AsyncClient s3;
  private final AwsCalls calls;
  private final Time time;
  private final Named named;
  private final String name;
  private final Asking asked;

  /** Its name holds the account's number, which has to be asked for. */
  interface Named {
    String bucket(String name) throws InterruptedException;
  }

  S3Depot(S3AsyncClient s3, AwsCalls calls, Time time, Named named, String name) {
    this.s3 = s3;
    this.calls = calls;
    this.time = time;
    this.named = named;
    this.name = name;
    this.asked = Asking.of(s3, "s3", "the bucket of " + name, calls, time);
  }

  @Override
  public String bucket() throws InterruptedException {
    return named.bucket(name);
  }

  @Override
  public boolean isThere() throws InterruptedException {
    String bucket = bucket();
    return asked
        .find("ListBucket", () -> s3.headBucket(h -> h.bucket(bucket)), S3Depot::absent)
        .isPresent();
  }

  /** The answer to a HEAD has no code: not there is 404, of bucket and object alike. */
  private static boolean absent(AwsCallFailed failed) {
    return failed.what() == AwsFailure.NO_OBJECT || failed.what() == AwsFailure.NO_RESOURCE;
  }

  @Override
  public boolean has(String key) throws InterruptedException {
    String bucket = bucket();
    return asked
        .find("GetObject", () -> s3.headObject(h -> h.bucket(bucket).key(key)), S3Depot::absent)
        .isPresent();
  }

  @Override
  public void put(String key, Path file, Sha256 is) throws InterruptedException {
    String bucket = bucket();
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(is.hex()));
    try {
      calls.slow(
          () ->
              s3.putObject(
                  p -> p.bucket(bucket).key(key).checksumSHA256(checksum),
                  AsyncRequestBody.fromFile(file)),
          Deadline.in(time, LONGEST_PUT));
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.CORRUPT) {
        throw new StackUnreachable(
            "s3://%s/%s: '%s' changed while it was stored; run it again"
                .formatted(bucket, key, file.getFileName()));
      }
      throw new StackUnreachable(
          "s3://%s/%s: s3:PutObject: %s; run it again".formatted(bucket, key, failed.getMessage()));
    }
  }

  @Override
  public void empty() throws InterruptedException {
    String bucket = bucket();
    for (int page = 0; page < MOST_PAGES; page++) {
      Optional<ListObjectsV2Response> listed =
          asked.find("ListBucket", () -> s3.listObjectsV2(l -> l.bucket(bucket)), S3Depot::absent);
      if (listed.isEmpty() || listed.get().contents().isEmpty()) return;
      List<ObjectIdentifier> keys =
          listed.get().contents().stream()
              .map(object -> ObjectIdentifier.builder().key(object.key()).build())
              .toList();
      var deleted =
          asked.ask(
              "DeleteObject",
              () -> s3.deleteObjects(d -> d.bucket(bucket).delete(all -> all.objects(keys))));
      if (deleted.hasErrors() && !deleted.errors().isEmpty()) {
        var first = deleted.errors().getFirst();
        throw new StackUnreachable(
            "s3://%s/%s cannot be deleted: %s: %s"
                .formatted(bucket, first.key(), first.code(), first.message()));
      }
    }
    throw new StackUnreachable("s3://%s is not empty yet; run it again".formatted(bucket));
  }
}

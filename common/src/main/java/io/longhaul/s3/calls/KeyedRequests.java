package io.longhaul.s3.calls;

import io.longhaul.aws.AwsFailures;
import io.longhaul.s3.Body;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Doomed;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads objects of which some are under a key of the customer's own and others are not: no listing
 * tells which. S3 refuses the key for an object that is not under it, and then the object is asked
 * for without: its own answer decides. What is written is always written by the key.
 *
 * @param byKey says keys wherever there are some
 * @param without reads as if there were none, and writes as {@code byKey} does
 */
public record KeyedRequests(S3Requests byKey, S3Requests without, Time time) implements S3Requests {

  @Override
  public String region() {
    return byKey.region();
  }

  @Override
  public Optional<URI> endpoint() {
    return byKey.endpoint();
  }

  @Override
  public CompletableFuture<Optional<String>> headBucket(String bucket) {
    return byKey.headBucket(bucket);
  }

  @Override
  public CompletableFuture<ListPage> list(ListRequest request) {
    return byKey.list(request);
  }

  @Override
  public CompletableFuture<ListedObject> head(String bucket, String key) {
    return either(s3 -> s3.head(bucket, key));
  }

  @Override
  public CompletableFuture<Described> describe(String bucket, String key) {
    return either(s3 -> s3.describe(bucket, key));
  }

  @Override
  public CompletableFuture<Written.Stored> copy(CopyRequest request) {
    return either(s3 -> s3.copy(request));
  }

  @Override
  public Put put(PutRequest request, Body body) {
    return byKey.put(request, body);
  }

  @Override
  public CompletableFuture<Got.Content> get(
      String bucket, String key, String etag, @Nullable ByteRange range, Deadline deadline) {
    return either(s3 -> s3.get(bucket, key, etag, range, deadline));
  }

  @Override
  public CompletableFuture<Done> delete(String bucket, Doomed object) {
    return byKey.delete(bucket, object);
  }

  @Override
  public CompletableFuture<DeleteAnswer> deleteAll(String bucket, List<Doomed> objects) {
    return byKey.deleteAll(bucket, objects);
  }

  @Override
  public CompletableFuture<VersionPage> versions(VersionsRequest request) {
    return byKey.versions(request);
  }

  @Override
  public UploadRequests uploads() {
    return new KeyedUploads(this);
  }

  @Override
  public AttributeRequests attributes() {
    return byKey.attributes();
  }

  /** What is asked by key, and again without where the key is not the object's. */
  <T> CompletableFuture<T> either(Function<S3Requests, CompletableFuture<T>> ask) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    CompletableFuture<T> first = ask.apply(byKey);
    givenUp(answer, first);
    var unused =
        first.whenComplete((value, thrown) -> {
          if (thrown == null) give(answer, value);
          else if (!AwsFailures.maybeAnotherKey(thrown)) answer.completeExceptionally(thrown);
          // not on the event loop that heard of it: the key to write by may have to be looked up
          else time.start("without key", () -> again(ask, answer, thrown));
        });
    return answer;
  }

  private <T> void again(
      Function<S3Requests, CompletableFuture<T>> ask,
      CompletableFuture<T> answer,
      Throwable before) {
    if (answer.isDone()) return; // nobody wants it any more
    try {
      CompletableFuture<T> second = ask.apply(without);
      givenUp(answer, second);
      var unused =
          second.whenComplete((value, thrown) -> {
            if (thrown == null) give(answer, value);
            else answer.completeExceptionally(AwsFailures.ofBothKeys(before, thrown));
          });
    } catch (RuntimeException e) {
      answer.completeExceptionally(e);
    }
  }

  /** Who gives up waiting breaks off what is still under way. */
  private static <T> void givenUp(CompletableFuture<T> answer, CompletableFuture<T> request) {
    var unused =
        answer.whenComplete((value, thrown) -> {
          if (!request.isDone()) request.cancel(true);
        });
  }

  /** It may have come in the very moment in which nobody wanted it any more. */
  private static <T> void give(CompletableFuture<T> answer, T value) {
    if (answer.complete(value) || !(value instanceof Got.Content content)) return;
    try {
      content.stream().close();
    } catch (IOException e) {
      return; // it is broken off, which is what was wanted
    }
  }
}

package io.longhaul.s3.calls;

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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One try of each request, on its way while its future is open; cancelling the future breaks it
 * off.
 *
 * <p>Nothing is repeated here. What failed is what {@link io.longhaul.aws.AwsFailures} can
 * classify.
 */
public interface S3Requests {
  /** The region that requests are signed for. */
  String region();

  /** The server that is asked instead of AWS's own. */
  Optional<URI> endpoint();

  /** The bucket's region; empty if the server names none. */
  CompletableFuture<Optional<String>> headBucket(String bucket);

  CompletableFuture<ListPage> list(ListRequest request);

  CompletableFuture<ListedObject> head(String bucket, String key);

  CompletableFuture<Described> describe(String bucket, String key);

  /** What the new object is. */
  CompletableFuture<Written.Stored> copy(CopyRequest request);

  /** Sends a body that is opened anew for each try. */
  Put put(PutRequest request, Body body);

  /**
   * Opens an object's bytes.
   *
   * @param range which of them; null: all
   * @param deadline by which the stream breaks, if it is still being read
   */
  CompletableFuture<Got.Content> get(
      String bucket, String key, String etag, @Nullable ByteRange range, Deadline deadline);

  /** What it answers says nothing more than that it was done. */
  CompletableFuture<Done> delete(String bucket, Doomed object);

  /** What is said of each, by objects whose keys XML carries as they are. */
  CompletableFuture<DeleteAnswer> deleteAll(String bucket, List<Doomed> objects);

  CompletableFuture<VersionPage> versions(VersionsRequest request);

  /** Those about uploads in parts. */
  UploadRequests uploads();

  /** Those about what belongs to an object and is none of its bytes. */
  AttributeRequests attributes();

  /** The tries of one PUT. */
  interface Put {
    /** What the new object, or part, is. */
    CompletableFuture<Written.Stored> once();

    /** Whether the body turned out shorter or longer than it was said to be. */
    boolean wrongLength();
  }
}

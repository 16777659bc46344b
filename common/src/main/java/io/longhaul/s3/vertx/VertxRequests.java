package io.longhaul.s3.vertx;

import io.longhaul.aws.KeySource;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.s3.Body;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.calls.UploadRequests;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Requests by Vert.x's client, signed by a key that is kept for the day. */
public final class VertxRequests implements S3Requests {
  private final VertxCalls calls;
  private final String region;
  private final Bodies bodies;
  private final VertxUploads uploads;

  /**
   * @param lanes stay their maker's to close
   * @param region of buckets that nothing else is known of
   * @param trailers whether the servers know checksums that come behind a body
   */
  public VertxRequests(
      Lanes lanes,
      S3Endpoints endpoints,
      String region,
      KeySource keys,
      Time time,
      boolean trailers,
      BucketOwners owners) {
    this.calls = new VertxCalls(lanes, endpoints, region, keys, time, owners);
    this.region = region;
    this.bodies = new Bodies(calls, time, true, trailers);
    this.uploads = new VertxUploads(calls, time, trailers);
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public Optional<URI> endpoint() {
    return calls.endpoint();
  }

  @Override
  public CompletableFuture<Optional<String>> headBucket(String bucket) {
    Outgoing head = calls.bare(HttpMethod.HEAD, bucket, "");
    return calls.whole(head, reply -> Optional.ofNullable(reply.header("x-amz-bucket-region")));
  }

  @Override
  public CompletableFuture<ListPage> list(ListRequest request) {
    Outgoing list = calls.bare(HttpMethod.GET, request.bucket(), "");
    ToSign query = list.toSign().query("list-type", "2").query("encoding-type", "url");
    query.query("max-keys", Integer.toString(request.maxKeys()));
    if (!request.prefix().isEmpty()) query.query("prefix", request.prefix());
    if (request.startAfter() != null) query.query("start-after", request.startAfter());
    if (request.delimiter() != null) query.query("delimiter", request.delimiter());
    if (request.token() != null) query.query("continuation-token", request.token());
    return calls.read(list, "IncompleteListing", ListPages::read);
  }

  @Override
  public CompletableFuture<ListedObject> head(String bucket, String key) {
    Outgoing head = calls.bare(HttpMethod.HEAD, bucket, key);
    return calls.whole(head, reply -> Heads.listed(key, reply.headers()));
  }

  @Override
  public CompletableFuture<String> copy(CopyRequest request) {
    Outgoing copy = calls.bare(HttpMethod.PUT, request.bucket(), request.key());
    calls.from(copy, request.sourceBucket(), request.sourceKey(), request.sourceEtag());
    VertxCalls.expect(copy, request.expect());
    return calls.whole(
        copy, reply -> Etags.bare(calls.text(copy, reply, "CopyObjectResult", "ETag")));
  }

  @Override
  public Put put(PutRequest request, Body body) {
    return bodies.put(sending -> putting(request, sending), request.length(), body);
  }

  private Outgoing putting(PutRequest request, Sending body) {
    Outgoing put = calls.outgoing(HttpMethod.PUT, request.bucket(), request.key(), body);
    if (request.contentType() != null) put.toSign().header("content-type", request.contentType());
    request.metadata().forEach((name, value) -> put.toSign().header(Heads.meta(name), value));
    VertxCalls.expect(put, request.expect());
    return put;
  }

  @Override
  public CompletableFuture<Got.Content> get(
      String bucket, String key, String etag, Deadline deadline) {
    Outgoing get = calls.bare(HttpMethod.GET, bucket, key);
    get.toSign().header("if-match", Etags.quoted(etag));
    return calls.begin(get, calls.opening(get, deadline));
  }

  @Override
  public CompletableFuture<Written> delete(String bucket, String key, Expect expect) {
    Outgoing delete = calls.bare(HttpMethod.DELETE, bucket, key);
    VertxCalls.expect(delete, expect);
    return calls.whole(delete, reply -> new Written.Stored(""));
  }

  @Override
  public UploadRequests uploads() {
    return uploads;
  }
}

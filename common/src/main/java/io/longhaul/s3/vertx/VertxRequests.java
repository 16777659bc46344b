package io.longhaul.s3.vertx;

import io.longhaul.aws.KeySource;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.s3.Body;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Described;
import io.longhaul.s3.Doomed;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.VersionMarker;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.VersionsRequest;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.AttributeRequests;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.DeleteAnswer;
import io.longhaul.s3.calls.Done;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.calls.TraitHeaders;
import io.longhaul.s3.calls.UploadRequests;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Requests by Vert.x's client, signed by a key that is kept for the day. */
public final class VertxRequests implements S3Requests {
  /** Asks for the checksum that is kept; unasked none is told. */
  private static final String CHECKSUM_MODE = "x-amz-checksum-mode";

  private final VertxCalls calls;
  private final String region;
  private final Bodies bodies;
  private final VertxUploads uploads;
  private final VertxAttributes attributes;

  /**
   * What each request says of who owns, who pays, and whose keys encrypt.
   *
   * @param requesterPays whether who asks agrees to pay
   */
  public record Terms(BucketOwners owners, boolean requesterPays, CustomerKeys customerKeys) {
    public static final Terms NONE = new Terms(BucketOwners.ANYBODY, false, CustomerKeys.NONE);
  }

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
      Terms terms) {
    this.calls = new VertxCalls(lanes, endpoints, region, keys, time, terms);
    this.region = region;
    this.bodies = new Bodies(calls, time, true, trailers);
    this.uploads = new VertxUploads(calls, time, trailers);
    this.attributes = new VertxAttributes(calls);
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
    Outgoing head = calls.reading(HttpMethod.HEAD, bucket, key);
    return calls.whole(head, reply -> Heads.listed(key, reply.headers()));
  }

  @Override
  public CompletableFuture<Described> describe(String bucket, String key) {
    Outgoing head = calls.reading(HttpMethod.HEAD, bucket, key);
    head.toSign().header(CHECKSUM_MODE, "ENABLED");
    return calls.whole(head, reply -> TraitsRead.described(key, reply.headers()));
  }

  @Override
  public CompletableFuture<Written.Stored> copy(CopyRequest request) {
    Outgoing copy = calls.bare(HttpMethod.PUT, request.bucket(), request.key());
    calls.from(copy, request.sourceBucket(), request.sourceKey(), request.sourceEtag());
    calls.writes(copy, request.bucket(), request.key());
    VertxCalls.expect(copy, request.expect());
    TraitHeaders.say(request.terms(), copy.toSign()::header);
    return calls.whole(copy, reply -> calls.written(copy, reply, "CopyObjectResult"));
  }

  @Override
  public Put put(PutRequest request, Body body) {
    return bodies
        .with(request.checksum())
        .put(sending -> putting(request, sending), request.length(), body);
  }

  private Outgoing putting(PutRequest request, Sending body) {
    Outgoing put = calls.outgoing(HttpMethod.PUT, request.bucket(), request.key(), body);
    calls.writes(put, request.bucket(), request.key());
    VertxCalls.traits(put, request.traits());
    VertxCalls.expect(put, request.expect());
    return put;
  }

  @Override
  public CompletableFuture<Got.Content> get(
      String bucket, String key, String etag, @Nullable ByteRange range, Deadline deadline) {
    Outgoing get = calls.reading(HttpMethod.GET, bucket, key);
    get.toSign().header("if-match", Etags.quoted(etag));
    if (range == null) get.toSign().header(CHECKSUM_MODE, "ENABLED");
    else get.toSign().header("range", range.header());
    return calls.open(get, calls.opening(get, range, deadline));
  }

  @Override
  public CompletableFuture<Done> delete(String bucket, Doomed object) {
    Outgoing delete = calls.bare(HttpMethod.DELETE, bucket, object.key());
    if (object.version() != null) delete.toSign().query("versionId", object.version());
    VertxCalls.expect(delete, object.expect());
    return calls.whole(delete, reply -> Done.DONE);
  }

  @Override
  public CompletableFuture<DeleteAnswer> deleteAll(String bucket, List<Doomed> objects) {
    XmlText xml = new XmlText("Delete");
    for (Doomed each : objects) {
      xml.open("Object").text("Key", each.key());
      if (each.version() != null) xml.text("VersionId", each.version());
      if (each.expect() instanceof Expect.Etag there) xml.text("ETag", Etags.quoted(there.etag()));
      xml.close("Object");
    }
    Outgoing delete = calls.document(HttpMethod.POST, bucket, "", xml.end(), true);
    delete.toSign().query("delete", "");
    return calls.read(
        delete, "IncompleteAnswer", (body, length) -> DeleteAnswers.read(objects, body, length));
  }

  @Override
  public CompletableFuture<VersionPage> versions(VersionsRequest request) {
    Outgoing list = calls.bare(HttpMethod.GET, request.bucket(), "");
    ToSign query = list.toSign().query("versions", "").query("encoding-type", "url");
    query.query("max-keys", Integer.toString(request.maxVersions()));
    if (!request.prefix().isEmpty()) query.query("prefix", request.prefix());
    VersionMarker after = request.after();
    if (after != null) {
      query.query("key-marker", after.key());
      if (after.version() != null) query.query("version-id-marker", after.version());
    }
    return calls.read(list, "IncompleteListing", VersionPages::read);
  }

  @Override
  public UploadRequests uploads() {
    return uploads;
  }

  @Override
  public AttributeRequests attributes() {
    return attributes;
  }
}

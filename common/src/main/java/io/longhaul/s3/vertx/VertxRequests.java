package io.longhaul.s3.vertx;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.aws.KeySource;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.aws.S3Endpoints.S3Endpoint;
import io.longhaul.s3.Body;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.Percent;
import io.longhaul.s3.calls.S3Requests;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Requests by Vert.x's client, signed by a key that is kept for the day. */
public final class VertxRequests implements S3Requests {
  private final Lanes lanes;
  private final S3Endpoints endpoints;
  private final String region;
  private final KeySource keys;
  private final Time time;
  private final Refusals refusals;
  private final boolean trailers;

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
      boolean trailers) {
    this.lanes = lanes;
    this.endpoints = endpoints;
    this.region = region;
    this.keys = keys;
    this.time = time;
    this.trailers = trailers;
    this.refusals = new Refusals(time, region);
  }

  @Override
  public String region() {
    return region;
  }

  @Override
  public Optional<URI> endpoint() {
    return endpoints.override();
  }

  @Override
  public CompletableFuture<Optional<String>> headBucket(String bucket) {
    Outgoing head = bare(HttpMethod.HEAD, bucket, "");
    return whole(head, reply -> Optional.ofNullable(reply.header("x-amz-bucket-region")));
  }

  @Override
  public CompletableFuture<ListPage> list(ListRequest request) {
    Outgoing list = bare(HttpMethod.GET, request.bucket(), "");
    ToSign query = list.toSign().query("list-type", "2").query("encoding-type", "url");
    query.query("max-keys", Integer.toString(request.maxKeys()));
    if (!request.prefix().isEmpty()) query.query("prefix", request.prefix());
    if (request.startAfter() != null) query.query("start-after", request.startAfter());
    if (request.delimiter() != null) query.query("delimiter", request.delimiter());
    if (request.token() != null) query.query("continuation-token", request.token());
    return whole(list, VertxRequests::page);
  }

  private static ListPage page(Reply reply) {
    try {
      return ListPages.read(reply.body(), reply.length());
    } catch (Malformed e) {
      throw FailedAnswer.unreadable(
          "IncompleteListing", reply.status(), "the answer is incomplete: " + e.getMessage());
    }
  }

  @Override
  public CompletableFuture<ListedObject> head(String bucket, String key) {
    return whole(bare(HttpMethod.HEAD, bucket, key), reply -> Heads.listed(key, reply.headers()));
  }

  @Override
  public CompletableFuture<String> copy(CopyRequest request) {
    Outgoing copy = bare(HttpMethod.PUT, request.bucket(), request.key());
    String source = Percent.path(request.sourceBucket() + "/" + request.sourceKey());
    copy.toSign()
        .header("x-amz-copy-source", source)
        .header("x-amz-copy-source-if-match", Etags.quoted(request.sourceEtag()));
    expect(copy, request.expect());
    return whole(copy, reply -> copied(copy, reply));
  }

  private static void expect(Outgoing request, Expect expect) {
    switch (expect) {
      case Expect.Absent absent -> request.toSign().header("if-none-match", "*");
      case Expect.Etag there -> request.toSign().header("if-match", Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
  }

  /** S3 says 200 when it begins to copy, and may say in the body that it could not. */
  private String copied(Outgoing copy, Reply reply) {
    Document said = Document.readOrNone(reply.body(), reply.length());
    if (said.is("Error")) throw refusals.read(copy, reply);
    if (!said.is("CopyObjectResult") || said.text("ETag").isEmpty()) {
      throw FailedAnswer.unreadable(
          "IncompleteAnswer", reply.status(), "the answer does not say what was copied");
    }
    return Etags.bare(said.text("ETag"));
  }

  @Override
  public Put put(PutRequest request, Body body) {
    return new VertxPut(this, request, body, time);
  }

  /** Whether checksums may be sent behind a body: who does not know that keeps them as content. */
  boolean takesTrailers() {
    return trailers;
  }

  /** One try to put an object whose bytes are all there. */
  CompletableFuture<String> put(PutRequest request, byte[] bytes) {
    Outgoing put = putting(request, out -> out.end(Buffer.buffer(bytes)));
    put.toSign()
        .header("content-length", Integer.toString(bytes.length))
        .header(Crc32c.HEADER, Crc32c.of(bytes));
    return whole(put, reply -> Heads.written(reply.headers()));
  }

  /** One try to put an object while it is read. */
  CompletableFuture<String> put(PutRequest request, Upload body) {
    Outgoing put = putting(request, body);
    if (trailers) {
      put.toSign()
          .header("content-length", Long.toString(AwsChunks.length(request.length())))
          .header("content-encoding", "aws-chunked")
          .header("x-amz-decoded-content-length", Long.toString(request.length()))
          .header("x-amz-trailer", Crc32c.HEADER);
    } else {
      put.toSign().header("content-length", Long.toString(request.length()));
    }
    return whole(put, reply -> Heads.written(reply.headers()));
  }

  private Outgoing putting(PutRequest request, Sending body) {
    Outgoing put = outgoing(HttpMethod.PUT, request.bucket(), request.key(), body);
    if (request.contentType() != null) put.toSign().header("content-type", request.contentType());
    request.metadata().forEach((name, value) -> put.toSign().header(Heads.meta(name), value));
    expect(put, request.expect());
    return put;
  }

  @Override
  public CompletableFuture<Got.Content> get(
      String bucket, String key, String etag, Deadline deadline) {
    Outgoing get = bare(HttpMethod.GET, bucket, key);
    get.toSign().header("if-match", Etags.quoted(etag));
    return begin(get, new Opening(reply -> refusals.read(get, reply), time, deadline));
  }

  @Override
  public CompletableFuture<Written> delete(String bucket, String key, Expect expect) {
    Outgoing delete = bare(HttpMethod.DELETE, bucket, key);
    expect(delete, expect);
    return whole(delete, reply -> new Written.Stored(""));
  }

  private Outgoing bare(HttpMethod method, String bucket, String key) {
    return outgoing(method, bucket, key, Sending.NONE);
  }

  private Outgoing outgoing(HttpMethod method, String bucket, String key, Sending body) {
    S3Endpoint there = endpoints.of(bucket, refusals.region(bucket));
    String folder = there.url().getRawPath();
    String path = key.isEmpty() ? folder : folder + "/" + Percent.path(key);
    ToSign toSign =
        new ToSign(method.name(), path.isEmpty() ? "/" : path, Outgoing.host(there.url()));
    return new Outgoing(bucket, there, method, toSign, keys.keys(), body);
  }

  /** What is read is the answer of a success; a refusal is thrown. */
  private <T> CompletableFuture<T> whole(Outgoing request, Function<Reply, T> success) {
    return begin(
        request,
        reply -> {
          if (!Reply.isSuccess(reply.status())) throw refusals.read(request, reply);
          return success.apply(reply);
        });
  }

  private <T> CompletableFuture<T> begin(Outgoing request, Exchange.Reader<T> reader) {
    return new Exchange<>(lanes.next(), request, reader).begin(time, refusals.offset());
  }
}

package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.aws.KeySource;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.aws.S3Endpoints.S3Endpoint;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Traits;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.CustomerKeyHeaders;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.calls.Percent;
import io.longhaul.s3.calls.TraitHeaders;
import io.longhaul.s3.vertx.Outgoing.Sending;
import io.longhaul.s3.vertx.VertxRequests.Terms;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all requests have in common: where they go, as whom, and how they are answered. */
final class VertxCalls {
  private final Lanes lanes;
  private final S3Endpoints endpoints;
  private final KeySource keys;
  private final Time time;
  private final Refusals refusals;
  private final Terms terms;

  VertxCalls(
      Lanes lanes, S3Endpoints endpoints, String region, KeySource keys, Time time, Terms terms) {
    this.lanes = lanes;
    this.endpoints = endpoints;
    this.keys = keys;
    this.time = time;
    this.terms = terms;
    this.refusals = new Refusals(time, region);
  }

  /** Makes of an answer's bytes what it says. */
  interface Reads<T> {
    T read(byte[] body, int length) throws Malformed;
  }

  Optional<URI> endpoint() {
    return endpoints.override();
  }

  /** One without a body. */
  Outgoing bare(HttpMethod method, String bucket, String key) {
    return outgoing(method, bucket, key, Sending.NONE);
  }

  /** One that wants what the object is, or its bytes. */
  Outgoing reading(HttpMethod method, String bucket, String key) {
    Outgoing asks = bare(method, bucket, key);
    CustomerKeyHeaders.say(terms.customerKeys().reading(bucket, key), asks.toSign()::header);
    return asks;
  }

  /** Says by which key of the customer's own an object is written, if by one. */
  void writes(Outgoing request, String bucket, String key) {
    CustomerKeyHeaders.say(terms.customerKeys().writing(bucket, key), request.toSign()::header);
  }

  /**
   * One whose body is a document.
   *
   * @param checked whether S3 wants its checksum
   */
  Outgoing document(
      HttpMethod method, String bucket, String key, String document, boolean checked) {
    byte[] bytes = document.getBytes(UTF_8);
    Outgoing sent = outgoing(method, bucket, key, new Signed(bytes));
    sent.toSign()
        .header("content-length", Integer.toString(bytes.length))
        .header("content-type", "application/xml");
    if (checked) {
      Algorithm usual = Algorithm.USUAL;
      sent.toSign().header(usual.header(), usual.of(bytes));
    }
    return sent;
  }

  /** A document has no checksum behind it, and without TLS nothing else protects it. */
  private record Signed(byte[] bytes) implements Sending {
    @Override
    public void to(HttpClientRequest request) {
      var unused = request.end(Buffer.buffer(bytes));
    }

    @Override
    public String content() {
      return SigV4.hash(bytes);
    }
  }

  Outgoing outgoing(HttpMethod method, String bucket, String key, Sending body) {
    S3Endpoint there = endpoints.of(bucket, refusals.region(bucket));
    String folder = there.url().getRawPath();
    String path = key.isEmpty() ? folder : folder + "/" + Percent.path(key);
    ToSign toSign =
        new ToSign(method.name(), path.isEmpty() ? "/" : path, Outgoing.host(there.url()));
    String owner = terms.owners().of(bucket);
    if (owner != null) toSign.header("x-amz-expected-bucket-owner", owner);
    if (terms.requesterPays()) toSign.header("x-amz-request-payer", "requester");
    return new Outgoing(bucket, there, method, toSign, keys.keys(), body);
  }

  static void expect(Outgoing request, Expect expect) {
    switch (expect) {
      case Expect.Absent absent -> request.toSign().header("if-none-match", "*");
      case Expect.Etag there -> request.toSign().header("if-match", Etags.quoted(there.etag()));
      case Expect.Anything anything -> {}
    }
  }

  /** Says what an object is to be beside its bytes. */
  static void traits(Outgoing request, Traits traits) {
    traits.metadata().forEach((name, value) -> request.toSign().header(Heads.meta(name), value));
    TraitHeaders.say(traits, request.toSign()::header);
  }

  /** Says of a copy what is copied. */
  void from(Outgoing copy, String bucket, String key, String etag) {
    copy.toSign()
        .header("x-amz-copy-source", Percent.path(bucket + "/" + key))
        .header("x-amz-copy-source-if-match", Etags.quoted(etag));
    String owner = terms.owners().of(bucket);
    if (owner != null) copy.toSign().header("x-amz-source-expected-bucket-owner", owner);
    CustomerKeyHeaders.saySource(terms.customerKeys().reading(bucket, key), copy.toSign()::header);
  }

  /** What is read is the answer of a success; a refusal is thrown. */
  <T> CompletableFuture<T> whole(Outgoing request, Function<Reply, T> success) {
    return whole(lanes.next(), request, success);
  }

  /** As {@link #whole}, with a body that is sent while it is read. */
  <T> CompletableFuture<T> sent(Outgoing request, Function<Reply, T> success) {
    return whole(lanes.toSend(), request, success);
  }

  private <T> CompletableFuture<T> whole(Lane lane, Outgoing request, Function<Reply, T> success) {
    return begin(
        lane,
        request,
        reply -> {
          if (!Reply.isSuccess(reply.status())) throw refusals.read(request, reply);
          return success.apply(reply);
        });
  }

  /** As {@link #whole}, for an answer that is one document. */
  <T> CompletableFuture<T> read(Outgoing request, String code, Reads<T> reads) {
    return whole(
        request,
        reply -> {
          try {
            return reads.read(reply.body(), reply.length());
          } catch (Malformed e) {
            throw FailedAnswer.unreadable(
                code, reply.status(), "the answer is incomplete: " + e.getMessage());
          }
        });
  }

  /** Whose bytes are still to come when it is answered. */
  <T> CompletableFuture<T> open(Outgoing request, Exchange.Reader<T> reader) {
    return begin(lanes.toOpen(), request, reader);
  }

  private <T> CompletableFuture<T> begin(Lane lane, Outgoing request, Exchange.Reader<T> reader) {
    return new Exchange<>(lane, request, reader).begin(time, refusals.offset());
  }

  /**
   * @param range what is asked for; null: all
   */
  Opening opening(Outgoing get, @Nullable ByteRange range, Deadline deadline) {
    return new Opening(reply -> refusals.read(get, reply), range, time, deadline);
  }

  /**
   * One text of a small document. S3 says 200 when it begins what takes long, and may say in the
   * body that it could not.
   *
   * @throws FailedAnswer if there is none
   */
  String text(Outgoing request, Reply reply, String root, String name) {
    return said(request, reply, root, name).text(name);
  }

  /**
   * A small document that has such a text at least, as {@link #text}.
   *
   * @throws FailedAnswer if it has none
   */
  Document said(Outgoing request, Reply reply, String root, String name) {
    Document said = Document.readOrNone(reply.body(), reply.length());
    if (said.is("Error")) throw refusals.read(request, reply);
    if (!said.is(root) || said.text(name).isEmpty()) {
      throw FailedAnswer.unreadable(
          "IncompleteAnswer", reply.status(), "the answer does not say what was done");
    }
    return said;
  }

  /** What a small document says of an object that has been written. */
  Written.Stored written(Outgoing request, Reply reply, String root) {
    Document said = said(request, reply, root, "ETag");
    return new Written.Stored(
        Etags.bare(said.text("ETag")), ChecksumForm.of(TraitsRead.checksum(said)));
  }
}

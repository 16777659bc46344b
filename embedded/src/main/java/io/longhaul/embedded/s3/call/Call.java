package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.Percent;
import io.longhaul.embedded.s3.protocol.Query;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.SignedRequest;
import io.longhaul.embedded.s3.store.Key;
import io.longhaul.embedded.s3.store.Page;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One request for S3, addressed by path: {@code /bucket/key?query}. */
public final class Call implements SignedRequest {
  private final String method;
  private final String rawPath;
  private final Query query;
  private final Map<String, List<String>> headers;
  private final InputStream body;
  private final Runnable atPublish;
  private final UnaryOperator<List<Page.Listed>> paging;
  private final String bucket;
  private final @Nullable Key key;

  /**
   * @param headers looked up by any case of their names
   * @param body as it comes over the wire
   */
  public Call(
      String method,
      String rawPath,
      @Nullable String rawQuery,
      Map<String, List<String>> headers,
      InputStream body) {
    this.method = method;
    this.rawPath = rawPath;
    this.query = new Query(rawQuery);
    this.headers = headers;
    this.body = body;
    this.atPublish = () -> {};
    this.paging = objects -> objects;
    int slash = rawPath.indexOf('/', 1);
    String rawBucket = slash < 0 ? rawPath.substring(1) : rawPath.substring(1, slash);
    String rawKey = slash < 0 ? "" : rawPath.substring(slash + 1);
    this.bucket = new String(Percent.decode(rawBucket), StandardCharsets.UTF_8);
    this.key = rawKey.isEmpty() ? null : Key.ofBytes(Percent.decode(rawKey));
  }

  private Call(
      Call call, InputStream body, Runnable atPublish, UnaryOperator<List<Page.Listed>> paging) {
    this.method = call.method;
    this.rawPath = call.rawPath;
    this.query = call.query;
    this.headers = call.headers;
    this.bucket = call.bucket;
    this.key = call.key;
    this.body = body;
    this.atPublish = atPublish;
    this.paging = paging;
  }

  /** The same request, its body read through something else. */
  public Call through(UnaryOperator<InputStream> wrapper) {
    return new Call(this, wrapper.apply(body), atPublish, paging);
  }

  /** The same request, which does this before it publishes anything. */
  public Call atPublish(Runnable action) {
    return new Call(this, body, action, paging);
  }

  /** The same request, whose listing shows of a page's objects what this says, and in its order. */
  public Call paging(UnaryOperator<List<Page.Listed>> shown) {
    return new Call(this, body, atPublish, shown);
  }

  /** What an operation calls once its content is whole, right before it publishes it. */
  void publishes() {
    atPublish.run();
  }

  /** What a listing shows of the objects that it found for a page. */
  List<Page.Listed> shown(List<Page.Listed> objects) {
    return paging.apply(objects);
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String rawPath() {
    return rawPath;
  }

  @Override
  public Query query() {
    return query;
  }

  @Override
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** Names in the server's own case. */
  public Iterable<String> headerNames() {
    return headers.keySet();
  }

  /** Empty for a call about all buckets. */
  public String bucket() {
    return bucket;
  }

  public boolean hasKey() {
    return key != null;
  }

  public Key key() {
    if (key == null) throw S3Failure.invalidRequest("This call needs a key.");
    return key;
  }

  public InputStream body() {
    return body;
  }
}

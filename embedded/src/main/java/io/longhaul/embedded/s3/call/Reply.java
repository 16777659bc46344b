package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.Xml;
import io.longhaul.embedded.s3.store.OpenObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, not yet sent: so that a hook can still lose it. */
public record Reply(int status, Map<String, String> headers, Body body) implements AutoCloseable {

  /** What follows the headers. */
  public sealed interface Body {
    /** No bytes; a HEAD may say how many there would be. */
    record None(long promised) implements Body {}

    record Bytes(byte[] bytes) implements Body {}

    /** Part of an object, open until it is sent. */
    record Slice(OpenObject object, long from, long length) implements Body {}
  }

  public static Reply of(int status) {
    return new Reply(status, new LinkedHashMap<>(), new Body.None(0));
  }

  public static Reply xml(byte[] document) {
    var reply = new Reply(200, new LinkedHashMap<>(), new Body.Bytes(document));
    return reply.with("Content-Type", "application/xml");
  }

  /** S3's form of a refusal, with the resource that was asked for. */
  public static Reply failure(S3Failure failure, String resource) {
    if (failure.status() == 304) return of(304);
    byte[] document =
        Xml.error()
            .text("Code", failure.code())
            .text("Message", failure.sentence())
            .text("Resource", resource)
            .end("Error");
    var reply = new Reply(failure.status(), new LinkedHashMap<>(), new Body.Bytes(document));
    return reply.with("Content-Type", "application/xml");
  }

  /** Sets a header of this reply. */
  public Reply with(String name, String value) {
    headers.put(name, value);
    return this;
  }

  public Reply with(Map<String, String> more) {
    headers.putAll(more);
    return this;
  }

  @Override
  public void close() throws IOException {
    if (body instanceof Body.Slice slice) slice.object().close();
  }
}

package io.longhaul.s3.vertx;

import io.longhaul.aws.Keys;
import io.longhaul.aws.S3Endpoints.S3Endpoint;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Instant;

/**
 * A request that is ready to be signed and sent.
 *
 * @param bucket that it is about
 */
record Outgoing(
    String bucket, S3Endpoint endpoint, HttpMethod method, ToSign toSign, Keys keys, Sending body) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  /** How a body goes out. */
  interface Sending {
    /** Of no bytes. */
    Sending NONE = HttpClientRequest::end;

    /** On the request's event loop, once its connection is there. */
    void to(HttpClientRequest request);

    /**
     * The request is over, or broken off: no more is wanted.
     *
     * @return whether all of it had been sent
     */
    default boolean stop() {
      return true;
    }
  }

  static String host(URI url) {
    boolean usual = url.getPort() < 0 || url.getPort() == usualPort(url);
    return usual ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private static int usualPort(URI url) {
    return url.getScheme().equals("https") ? HTTPS : HTTP;
  }

  /** Signed, to be sent at once. */
  RequestOptions signed(SigV4 signer, Instant now) {
    signer.sign(toSign, keys, body == Sending.NONE ? SigV4.EMPTY : SigV4.UNSIGNED, now);
    MultiMap headers = HttpHeaders.headers();
    for (ToSign.Pair header : toSign.headers()) headers.add(header.name(), header.value());
    URI url = endpoint.url();
    return new RequestOptions()
        .setMethod(method)
        .setHost(url.getHost())
        .setPort(url.getPort() < 0 ? usualPort(url) : url.getPort())
        .setSsl(url.getScheme().equals("https"))
        .setURI(toSign.target())
        .setHeaders(headers);
  }
}

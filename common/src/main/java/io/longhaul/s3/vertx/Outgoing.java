package io.longhaul.s3.vertx;

import io.longhaul.aws.HttpProxy;
import io.longhaul.aws.Keys;
import io.longhaul.aws.S3Endpoints.S3Endpoint;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
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
    Sending NONE = new Nothing();

    /** On the request's event loop, once its connection is there. */
    void to(HttpClientRequest request);

    /** SHA-256 of it in hexadecimal, or what S3 is told in its place. */
    default String content() {
      return SigV4.UNSIGNED;
    }

    /**
     * The request is over, or broken off: no more is wanted.
     *
     * @return whether all of it had been sent
     */
    default boolean stop() {
      return true;
    }
  }

  private record Nothing() implements Sending {
    @Override
    public void to(HttpClientRequest request) {
      var unused = request.end();
    }

    @Override
    public String content() {
      return SigV4.EMPTY;
    }
  }

  static String host(URI url) {
    boolean usual = url.getPort() < 0 || url.getPort() == usualPort(url);
    return usual ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private static int usualPort(URI url) {
    return url.getScheme().equals("https") ? HTTPS : HTTP;
  }

  /** Signs it; what is signed late has not waited for a connection since. */
  void sign(SigV4 signer, Instant now, MultiMap headers) {
    signer.sign(toSign, keys, content(), now);
    for (ToSign.Pair header : toSign.headers()) headers.add(header.name(), header.value());
    headers.add("user-agent", "longhaul"); // for who reads the logs of the server
  }

  /** Where it goes. Its headers come later, for Vert.x would copy them once more. */
  RequestOptions options() {
    URI url = endpoint.url();
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setHost(url.getHost())
            .setPort(url.getPort() < 0 ? usualPort(url) : url.getPort())
            .setSsl(url.getScheme().equals("https"))
            .setURI(toSign.target());
    endpoint.proxy().ifPresent(proxy -> options.setProxyOptions(through(proxy)));
    return options;
  }

  private String content() {
    return toSign.has("x-amz-trailer") ? SigV4.UNSIGNED_TRAILER : body.content();
  }

  private static ProxyOptions through(HttpProxy proxy) {
    ProxyOptions options =
        new ProxyOptions().setType(ProxyType.HTTP).setHost(proxy.host()).setPort(proxy.port());
    proxy.user().ifPresent(options::setUsername);
    proxy.password().ifPresent(options::setPassword);
    return options;
  }
}

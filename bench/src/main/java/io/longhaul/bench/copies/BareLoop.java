package io.longhaul.bench.copies;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The floor: one event loop of Vert.x that sends so many copies and drops their answers. It lists
 * nothing, signs nothing (each request carries a signature of the right length), repeats nothing
 * and counts nothing: {@code URL SOURCE TARGET OBJECTS IN-FLIGHT}.
 */
final class BareLoop {
  private static final int OK = 200;
  private static final int PLACES = 256;

  private final HttpClient client;
  private final URI server;
  private final String source;
  private final String target;
  private final long objects;
  private final CountDownLatch done = new CountDownLatch(1);
  private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();

  // on the loop's thread only
  private long begun;
  private long ended;
  private volatile @Nullable Throwable failed;

  private BareLoop(HttpClient client, URI server, String source, String target, long objects) {
    this.client = client;
    this.server = server;
    this.source = source;
    this.target = target;
    this.objects = objects;
    headers.set("x-amz-copy-source-if-match", "\"620f0b67a91f7f74151bc5be745b7110\"");
    headers.set("If-None-Match", "*");
    headers.set("x-amz-date", "20261129T000000Z");
    headers.set("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
    headers.set("Content-Length", "0");
    headers.set(
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=null/20261129/us-east-1/s3/aws4_request, SignedHeaders=host;"
            + "if-none-match;x-amz-content-sha256;x-amz-copy-source;x-amz-copy-source-if-match;"
            + "x-amz-date, Signature="
            + "0".repeat(64));
  }

  public static void main(String[] args) throws Exception {
    URI server = URI.create(args[0]);
    int inFlight = Integer.parseInt(args[4]);
    boolean tls = server.getScheme().equals("https");
    Vertx vertx = Vertx.vertx();
    HttpClientOptions options =
        new HttpClientOptions()
            .setSsl(tls)
            .setDefaultHost(server.getHost())
            .setDefaultPort(server.getPort());
    if (tls && OpenSSLEngineOptions.isAvailable()) {
      options.setSslEngineOptions(new OpenSSLEngineOptions());
    }
    Context context = vertx.getOrCreateContext();
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(new PoolOptions().setHttp1MaxSize(inFlight).setMaxWaitQueueSize(inFlight))
            .build();
    BareLoop loop = new BareLoop(client, server, args[1], args[2], Long.parseLong(args[3]));
    context.runOnContext(v -> {
      for (int i = 0; i < inFlight; i++) loop.next();
    });
    loop.done.await();
    Throwable failed = loop.failed;
    if (failed != null) {
      System.err.println("bare-vertx: " + failed);
      System.exit(1);
    }
    System.exit(0); // closing takes two seconds
  }

  private void next() {
    if (begun == objects || failed != null) return;
    long number = begun++;
    String key = "%02X/%06X".formatted(number % PLACES, number);
    RequestOptions to =
        new RequestOptions()
            .setMethod(HttpMethod.PUT)
            .setHost(server.getHost())
            .setPort(server.getPort())
            .setURI("/" + target + "/" + key);
    client
        .request(to)
        .compose(request -> answered(request, key))
        .onComplete(
            ok -> {
              ended++;
              if (ended == objects) done.countDown();
              next();
            },
            failure -> {
              failed = failure;
              done.countDown();
            });
  }

  private Future<?> answered(HttpClientRequest request, String key) {
    request.headers().addAll(headers);
    request.putHeader("x-amz-copy-source", source + "/" + key);
    return request.send().compose(BareLoop::body);
  }

  private static Future<?> body(HttpClientResponse response) {
    if (response.statusCode() == OK) return response.body();
    return Future.failedFuture("status " + response.statusCode());
  }
}

package io.longhaul.embedded.s3;

import com.sun.net.httpserver.HttpServer;
import io.longhaul.embedded.hooks.Hooks;
import io.longhaul.embedded.s3.protocol.Credentials;
import io.longhaul.embedded.s3.protocol.SignatureCheck;
import io.longhaul.embedded.s3.store.FolderStore;
import io.longhaul.embedded.s3.store.Freshness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a folder as S3 on 127.0.0.1, to those who sign with its credentials. */
public final class S3Server implements AutoCloseable {
  private static final int BACKLOG = 512;

  /** S3's own limit for all parts but the last. */
  public static final long MINIMUM_PART = 5 << 20;

  /** In bytes: a part of an upload, as most clients cut them. */
  private static final int DRAINED = 8 << 20;

  private final FolderStore store;
  private final HttpServer http;
  private final ExecutorService threads;
  private final Hooks hooks = new Hooks();
  private final Stats stats = new Stats();

  private S3Server(FolderStore store, HttpServer http) {
    this.store = store;
    this.http = http;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Listens before it returns.
   *
   * @param port 0 for a free one
   */
  public static S3Server start(Path root, int port, Credentials credentials, Freshness freshness)
      throws IOException {
    return start(root, port, credentials, freshness, MINIMUM_PART);
  }

  /**
   * With another least size of a part, for tests of many small ones.
   *
   * @param minimumPart in bytes
   */
  public static S3Server start(
      Path root, int port, Credentials credentials, Freshness freshness, long minimumPart)
      throws IOException {
    // Read once by the JDK's server: many idle connections stay open, and longer than any client
    // keeps them, so that none is closed under a request.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
    System.setProperty("sun.net.httpserver.idleInterval", "600");
    // And who is refused while he sends, hears why, for what he sends is read a while longer.
    System.setProperty("sun.net.httpserver.drainAmount", Integer.toString(DRAINED));
    var address = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    HttpServer http = HttpServer.create(address, BACKLOG);
    FolderStore store;
    try {
      store = new FolderStore(root, freshness);
    } catch (IOException | RuntimeException e) {
      http.stop(0);
      throw e;
    }
    var server = new S3Server(store, http);
    server.serve(credentials, freshness, minimumPart);
    return server;
  }

  private void serve(Credentials credentials, Freshness freshness, long minimumPart) {
    http.setExecutor(threads);
    http.createContext(
        "/",
        new Front(
            new LoopbackGuard(port()),
            new SignatureCheck(credentials, freshness.clock()),
            hooks,
            new Operations(store, minimumPart),
            stats,
            new Admin(credentials.secret(), hooks, stats, store)));
    http.start();
  }

  public int port() {
    return http.getAddress().getPort();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** For tests in this process; others use HTTP. */
  public Hooks hooks() {
    return hooks;
  }

  public Stats stats() {
    return stats;
  }

  /** Cuts what is under way; published objects stay. */
  @Override
  public void close() throws IOException {
    hooks.clear();
    http.stop(0);
    threads.shutdownNow();
    store.close();
  }
}

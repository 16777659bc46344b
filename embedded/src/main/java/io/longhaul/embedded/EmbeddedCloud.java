package io.longhaul.embedded;

import io.longhaul.embedded.hooks.Hooks;
import io.longhaul.embedded.ledger.LedgerServer;
import io.longhaul.embedded.queue.QueueServer;
import io.longhaul.embedded.s3.S3Server;
import io.longhaul.embedded.s3.Stats;
import io.longhaul.embedded.s3.protocol.Credentials;
import io.longhaul.embedded.s3.store.Freshness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** SQS, S3 and a ledger on loopback: all three answer from start to close, or none is left. */
public final class EmbeddedCloud implements AutoCloseable {
  private static final String LEDGER_USER = "longhaul";

  private final Closing closing;
  private final S3Server s3;
  private final CloudDescription description;

  private EmbeddedCloud(Closing closing, S3Server s3, CloudDescription description) {
    this.closing = closing;
    this.s3 = s3;
    this.description = description;
  }

  /** Returns when everything answers and cloud.json is written. */
  public static EmbeddedCloud start(Options options) throws IOException {
    LedgerServer.stayOnLoopback();
    QuietLogs.apply();
    var closing = new Closing();
    try {
      return start(options, closing);
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    } catch (Exception e) {
      closing.closeAfter(e);
      throw new IOException("embedded cloud not started: " + e.getMessage(), e);
    }
  }

  private static EmbeddedCloud start(Options options, Closing closing) throws Exception {
    StateFolder state = closing.add(StateFolder.take(options.state()));
    Remembered before = state.remembered();
    Remembered now = before.on(options.ports().or(before.ports()).available());
    state.remember(now);
    Ports ports = now.ports();
    CompletableFuture<QueueServer> queues =
        CompletableFuture.supplyAsync(() -> queues(options.stack(), ports.sqs()));
    closing.add(() -> queues.thenAccept(QueueServer::close).exceptionally(e -> null).join());
    var freshness = new Freshness(InstantSource.system(), options.rescan());
    var credentials = new Credentials(now.accessKey(), now.secretKey());
    S3Server s3 =
        closing.add(
            S3Server.start(
                options.s3Root(), ports.s3(), credentials, freshness, options.minimumPart()));
    LedgerServer ledger =
        closing.add(
            LedgerServer.start(state.folder(), ports.ledger(), LEDGER_USER, now.ledgerPassword()));
    var description =
        new CloudDescription(
            1,
            ProcessHandle.current().pid(),
            options.stack(),
            "us-east-1",
            "000000000000",
            awaited(queues).endpoint().toString(),
            s3.endpoint().toString(),
            s3.endpoint() + "/_longhaul",
            now.accessKey(),
            now.secretKey(),
            ledger.url(),
            LEDGER_USER,
            now.ledgerPassword(),
            ports.sqs(),
            s3.port(),
            ledger.port(),
            options.s3Root().toRealPath().toString(),
            state.folder().resolve("cloud.log").toString());
    closing.add(state::withdraw);
    state.announce(description);
    return new EmbeddedCloud(closing, s3, description);
  }

  private static QueueServer queues(String stack, int port) {
    try {
      return QueueServer.start(stack, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static QueueServer awaited(CompletableFuture<QueueServer> queues) throws IOException {
    try {
      return queues.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException why) throw why.getCause();
      throw e;
    }
  }

  public CloudDescription description() {
    return description;
  }

  /** The S3 server's faults. */
  public Hooks hooks() {
    return s3.hooks();
  }

  public Stats stats() {
    return s3.stats();
  }

  /** May be called twice. */
  @Override
  public void close() throws IOException {
    closing.close();
  }

  /** Exit 0 after the parent's end, 1 if it cannot start, 2 for usage or a state folder in use. */
  public static void main(String[] args) {
    System.exit(new CloudProcess(System.out, System.err).run(args));
  }
}

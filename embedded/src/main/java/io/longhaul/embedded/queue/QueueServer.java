package io.longhaul.embedded.queue;

import java.io.IOException;
import java.net.URI;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/**
 * ElasticMQ on 127.0.0.1 with a stack's queues made; nothing is on disk, so a restart is a purge.
 */
public final class QueueServer implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;

  private QueueServer(SQSRestServer server, URI endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /**
   * Listens, with all queues there, before it returns.
   *
   * @throws IOException if it does not listen on that port, or the queues are not made
   */
  public static QueueServer start(String stack, int port) throws IOException {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withPort(port)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
            .start();
    var started = new QueueServer(server, URI.create("http://127.0.0.1:" + port));
    try {
      listening(server, port);
      new StackQueues(started.endpoint).create(stack);
      return started;
    } catch (IOException | RuntimeException e) {
      closeAfter(e, started);
      throw e;
    }
  }

  /** What never listened says so once more when it is closed. */
  private static void closeAfter(Exception failure, QueueServer server) {
    try {
      server.close();
    } catch (Exception e) { // as below
      failure.addSuppressed(e);
    }
  }

  /** ElasticMQ's start() only begins to. */
  private static void listening(SQSRestServer server, int port) throws IOException {
    try {
      server.waitUntilStarted();
    } catch (Exception e) { // Scala throws what it likes, a BindException among them
      throw new IOException("no queues on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    server.stopAndWait();
  }
}

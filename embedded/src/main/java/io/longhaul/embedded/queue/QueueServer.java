package io.longhaul.embedded.queue;

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

  /** Listens, with all queues there, before it returns. */
  public static QueueServer start(String stack, int port) {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withPort(port)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
            .start();
    var started = new QueueServer(server, URI.create("http://127.0.0.1:" + port));
    try {
      new StackQueues(started.endpoint).create(stack);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
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

package io.longhaul.embedded.queue;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.NodeAddress;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;

/**
 * ElasticMQ on 127.0.0.1 with a stack's queues made; nothing is on disk, so a restart is a purge.
 */
public final class QueueServer implements AutoCloseable {
  private static final long LONGEST_STOP_SECONDS = 60;

  private final ActorSystem actors;
  private final URI endpoint;

  private QueueServer(ActorSystem actors, URI endpoint) {
    this.actors = actors;
    this.endpoint = endpoint;
  }

  /**
   * Listens, with all queues there, before it returns: whoever finds the port open finds them. They
   * are made at another port, which is shut again; one who was told that there is no such queue
   * would think that the stack is not deployed.
   *
   * @throws IOException if it does not listen on that port, or the queues are not made
   */
  public static QueueServer start(String stack, int port) throws IOException {
    ActorSystem actors = ActorSystem.create("elasticmq");
    QueueServer started = new QueueServer(actors, URI.create("http://127.0.0.1:" + port));
    try {
      ActorRef queues =
          actors.actorOf(
              Props.create(
                  QueueManagerActor.class,
                  new NowProvider(),
                  StrictSQSLimits$.MODULE$,
                  Option.empty()));
      make(stack, actors, queues);
      listen(actors, queues, port);
      return started;
    } catch (IOException | RuntimeException e) {
      closeAfter(e, started);
      throw e;
    }
  }

  private static void make(String stack, ActorSystem actors, ActorRef queues) throws IOException {
    SQSRestServer backstage = listen(actors, queues, 0);
    int port = backstage.waitUntilStarted().localAddress().getPort();
    new StackQueues(URI.create("http://127.0.0.1:" + port)).create(stack);
    backstage.stopAndWait();
  }

  /**
   * @param port 0 for any
   */
  private static SQSRestServer listen(ActorSystem actors, ActorRef queues, int port)
      throws IOException {
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(queues)
            .withInterface("127.0.0.1")
            .withPort(port)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", port, ""))
            .start();
    try {
      server.waitUntilStarted(); // its start() only begins to
      return server;
    } catch (Exception e) { // Scala throws what it likes, a BindException among them
      throw new IOException("no queues on 127.0.0.1:%d: %s".formatted(port, e.getMessage()), e);
    }
  }

  private static void closeAfter(Exception failure, QueueServer server) {
    try {
      server.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** With its actors its server ends, too. */
  @Override
  public void close() {
    actors.terminate();
    try {
      actors.getWhenTerminated().toCompletableFuture().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the queues do not stop: " + e.getMessage(), e);
    }
  }
}

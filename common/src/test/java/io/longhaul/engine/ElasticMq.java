package io.longhaul.engine;

import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ in this JVM, on loopback. */
public final class ElasticMq {
  private ElasticMq() {}

  public static URI endpoint() {
    return Started.AT;
  }

  private static final class Started {
    static final URI AT = start();
  }

  private static URI start() {
    var server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = server.waitUntilStarted().localAddress().getPort();
    return URI.create("http://127.0.0.1:" + port);
  }
}

package io.longhaul.embedded;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import org.slf4j.LoggerFactory;

/** ElasticMQ and Pekko write millions of DEBUG lines under a configuration that forgot them. */
final class QuietLogs {
  private static final List<String> LOUD = List.of("org.elasticmq", "org.apache.pekko");

  private QuietLogs() {}

  static void apply() {
    if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) return;
    for (String name : LOUD) {
      Logger logger = context.getLogger(name);
      if (logger.getLevel() == null) logger.setLevel(Level.WARN);
    }
  }
}

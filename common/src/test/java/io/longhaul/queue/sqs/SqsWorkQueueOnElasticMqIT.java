package io.longhaul.queue.sqs;

import io.longhaul.engine.ElasticMq;
import java.net.URI;

class SqsWorkQueueOnElasticMqIT extends SqsWorkQueueContract {
  @Override
  protected URI endpoint() {
    return ElasticMq.endpoint();
  }
}

package io.longhaul.queue.sqs;

import io.longhaul.engine.Moto;
import java.net.URI;

class SqsWorkQueueOnMotoIT extends SqsWorkQueueContract {
  @Override
  protected URI endpoint() {
    return Moto.endpoint();
  }
}

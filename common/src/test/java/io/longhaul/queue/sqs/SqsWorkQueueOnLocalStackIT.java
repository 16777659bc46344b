package io.longhaul.queue.sqs;

import io.longhaul.engine.LocalStack;
import java.net.URI;

class SqsWorkQueueOnLocalStackIT extends SqsWorkQueueContract {
  @Override
  protected URI endpoint() {
    return LocalStack.endpoint();
  }
}

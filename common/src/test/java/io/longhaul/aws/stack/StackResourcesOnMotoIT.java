package io.longhaul.aws.stack;

import io.longhaul.engine.Moto;
import java.net.URI;

class StackResourcesOnMotoIT extends StackResourcesContract {
  @Override
  protected URI dynamoDbEndpoint() {
    return Moto.endpoint();
  }

  @Override
  protected URI sqsEndpoint() {
    return Moto.endpoint();
  }

  @Override
  protected boolean recoversTables() {
    return true;
  }
}

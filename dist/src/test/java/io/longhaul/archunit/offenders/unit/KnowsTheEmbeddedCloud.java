package io.longhaul.archunit.offenders.unit;

import io.longhaul.archunit.offenders.embedded.Cloud;

public class KnowsTheEmbeddedCloud {
  public Cloud cloud;
}

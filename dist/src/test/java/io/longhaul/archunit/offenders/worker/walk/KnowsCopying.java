package io.longhaul.archunit.offenders.worker.walk;

import io.longhaul.archunit.offenders.worker.copy.KnowsComparing;

public class KnowsCopying {
  public KnowsComparing copying;
}

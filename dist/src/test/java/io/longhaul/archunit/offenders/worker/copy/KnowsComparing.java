package io.longhaul.archunit.offenders.worker.copy;

import io.longhaul.archunit.offenders.worker.verify.Compares;

public class KnowsComparing {
  public Compares comparing;
}

package io.longhaul.archunit.offenders.unit;

import io.longhaul.archunit.offenders.worker.KnowsTheCoordinator;

public class KnowsTheWorker {
  public KnowsTheCoordinator worker;
}

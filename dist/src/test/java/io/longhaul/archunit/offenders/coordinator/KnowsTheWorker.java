package io.longhaul.archunit.offenders.coordinator;

import io.longhaul.archunit.offenders.worker.KnowsTheCoordinator;

public class KnowsTheWorker {
  public KnowsTheCoordinator worker;
}

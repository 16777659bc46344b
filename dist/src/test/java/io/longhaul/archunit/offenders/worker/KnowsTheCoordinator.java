package io.longhaul.archunit.offenders.worker;

import io.longhaul.archunit.offenders.coordinator.KnowsTheWorker;

public class KnowsTheCoordinator {
  public KnowsTheWorker coordinator;
}

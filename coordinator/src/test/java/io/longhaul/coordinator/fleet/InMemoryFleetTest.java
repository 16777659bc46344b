package io.longhaul.coordinator.fleet;

class InMemoryFleetTest extends FleetContract {
  @Override
  protected Fleet fleet(int min, int max) {
    InMemoryFleet fleet = new InMemoryFleet();
    fleet.make(min, max);
    return fleet;
  }

  @Override
  protected Fleet none() {
    return new InMemoryFleet();
  }
}

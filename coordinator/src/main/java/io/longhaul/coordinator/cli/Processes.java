package io.longhaul.coordinator.cli;

/** How this program is started as another process. */
final class Processes {
  /** By name: it lies above this module. */
  static final String MAIN = "io.longhaul.Main";

  private Processes() {}
}

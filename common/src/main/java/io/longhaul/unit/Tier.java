package io.longhaul.unit;

/** How heavy a unit is; each tier has a queue, a poller and slots of its own. */
public enum Tier {
  SMALL,
  MEDIUM,
  LARGE
}

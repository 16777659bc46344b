package io.longhaul.coordinator.infra;

import java.nio.file.Path;

/** The bucket that a stack keeps its distributions in. */
public interface Depot {
  boolean has(String key) throws InterruptedException;

  /** Stores a file of at most 5 GB whole. */
  void put(String key, Path file) throws InterruptedException;

  /** Deletes all that is in it; one that is not there is empty. */
  void empty() throws InterruptedException;
}

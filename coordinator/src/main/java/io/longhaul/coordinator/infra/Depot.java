package io.longhaul.coordinator.infra;

import io.longhaul.job.Sha256;
import java.nio.file.Path;

/** The bucket that a stack keeps its distributions in, and what jobs bring along. */
public interface Depot {
  /** Its name, whether it is there or not. */
  String bucket() throws InterruptedException;

  boolean isThere() throws InterruptedException;

  boolean has(String key) throws InterruptedException;

  /**
   * Stores a file of at most 5 GB whole, and refuses it if it is other bytes by now.
   *
   * @param is what its bytes are
   */
  void put(String key, Path file, Sha256 is) throws InterruptedException;

  /** Deletes all that is in it; one that is not there is empty. */
  void empty() throws InterruptedException;
}

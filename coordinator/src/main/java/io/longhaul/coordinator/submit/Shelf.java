package io.longhaul.coordinator.submit;

import io.longhaul.job.Sha256;
import java.nio.file.Path;

/** The bucket of a stack's own that keeps what jobs bring along, where all its workers read. */
public interface Shelf extends AutoCloseable {
  /** Its name. */
  String bucket() throws InterruptedException;

  /** Whether the bucket itself is there. */
  boolean isThere() throws InterruptedException;

  boolean has(String key) throws InterruptedException;

  /**
   * Stores a file of at most 5 GB whole, and refuses it if it is other bytes by now.
   *
   * @param is what its bytes are
   */
  void put(String key, Path file, Sha256 is) throws InterruptedException;

  @Override
  void close();
}

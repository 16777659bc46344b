package io.longhaul.coordinator.infra;

import java.util.List;

/** What of a stack is there, found by its names and tags and not by who made it. */
public interface Remains {
  /** Each as a person knows it, such as {@code instance i-0123 (running)}. */
  List<String> all() throws InterruptedException;

  /**
   * Takes away what would keep it from being deleted: machines that protect themselves, and
   * permissions that were granted to its role for a run.
   */
  void release() throws InterruptedException;
}

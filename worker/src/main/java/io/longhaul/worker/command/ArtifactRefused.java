package io.longhaul.worker.command;

import io.longhaul.unit.FailureClass;

/** A program or an artifact that is not to be had as the job and the worker's settings want it. */
final class ArtifactRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureClass failure;

  ArtifactRefused(FailureClass failure, String why) {
    super(why);
    this.failure = failure;
  }

  FailureClass failure() {
    return failure;
  }

  String why() {
    return String.valueOf(getMessage());
  }
}

package io.longhaul.aws;

import org.jspecify.annotations.Nullable;

/** A call to AWS that failed for good, after its repetitions. */
public final class AwsCallFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient FailedCall call;

  AwsCallFailed(FailedCall call, @Nullable Throwable cause) {
    super(call.code() + ": " + call.said(), cause);
    this.call = call;
  }

  public FailedCall call() {
    return call;
  }

  public AwsFailure what() {
    return call.what();
  }
}

package io.longhaul.aws;

/** There was no answer in the time that a call was given; it may still have its effect. */
final class AwsCallTimedOut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AwsCallTimedOut(String message) {
    super(message);
  }
}

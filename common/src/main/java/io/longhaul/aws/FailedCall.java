package io.longhaul.aws;

import java.time.Duration;

/**
 * A failed call, read.
 *
 * @param code the service's own, or the kind of failure where there was no answer; never empty
 * @param status of the HTTP answer; 0: there was none
 * @param said one line
 * @param after how long the server wants not to be asked again; zero: it says nothing of it
 */
public record FailedCall(AwsFailure what, String code, int status, String said, Duration after) {
  FailedCall(AwsFailure what, String code, int status, String said) {
    this(what, code, status, said, Duration.ZERO);
  }

  FailedCall saying(String otherCode, String otherwise) {
    return new FailedCall(what, otherCode, status, otherwise, after);
  }

  FailedCall as(AwsFailure other) {
    return new FailedCall(other, code, status, said, after);
  }
}

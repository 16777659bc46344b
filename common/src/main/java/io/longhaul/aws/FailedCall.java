package io.longhaul.aws;

/**
 * A failed call, read.
 *
 * @param code the service's own, or the kind of failure where there was no answer; never empty
 * @param status of the HTTP answer; 0: there was none
 * @param said one line
 */
public record FailedCall(AwsFailure what, String code, int status, String said) {}

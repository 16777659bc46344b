package io.longhaul.coordinator.grant;

import io.longhaul.stack.StackSettings;

/**
 * Where a stack is.
 *
 * @param partition the part of AWS, which begins every ARN: {@code aws}
 * @param account its 12 digits
 */
public record Whereabouts(String partition, String account, String region) {
  /** The name of the role that the stack's workers in this region have. */
  public String workerRole(StackSettings stack) {
    return "longhaul-%s-worker-%s".formatted(stack.name(), region);
  }

  public String worker(StackSettings stack) {
    return "arn:%s:iam::%s:role/%s".formatted(partition, account, workerRole(stack));
  }
}

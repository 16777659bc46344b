package io.longhaul.coordinator;

import io.longhaul.job.Job;
import io.longhaul.job.S3Sides;
import io.longhaul.stack.StackSettings;
import java.util.List;
import java.util.Optional;

/**
 * What a job names that is on one machine alone, while a stack's own machines are to work on it.
 */
public final class HereAlone {
  private HereAlone() {}

  /** One line; empty: the job can be worked on anywhere. */
  public static Optional<String> of(Job job, StackSettings stack) {
    if (stack.local().isPresent() || !(job.options() instanceof S3Sides sides)) {
      return Optional.empty();
    }
    List<String> fields = sides.access().ofOneMachine();
    if (fields.isEmpty()) return Optional.empty();
    return Optional.of(
        "%s: the stack's machines have no such profile or variable, and their units will fail; write"
                .formatted(String.join(", ", fields))
            + " ssm:/path or secretsmanager:name, or a role");
  }
}

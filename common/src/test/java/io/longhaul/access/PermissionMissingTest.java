package io.longhaul.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermissionMissingTest {
  @Test
  void who_may_not_send_hears_of_the_queues_policy_too() {
    assertThat(PermissionMissing.line("sqs:SendMessage", "queue q", Optional.of("user/ann")))
        .isEqualTo(
            "sqs:SendMessage on queue q is denied to user/ann: let an IAM policy of that user or"
                + " role allow it, and have the stack's queues take it: 'longhaul infra deploy"
                + " --add-senders ARN'");
    assertThat(PermissionMissing.line("sqs:ReceiveMessage", "queue q", Optional.empty()))
        .endsWith("allow it");
  }
}

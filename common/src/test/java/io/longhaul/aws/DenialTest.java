package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What AWS says of a denial, as it was seen to say it. */
class DenialTest {
  @Test
  void dynamodb_names_user_action_and_table() {
    Denial denial =
        read(
            "User: arn:aws:sts::123456789012:assumed-role/fleet/i-0abc is not authorized to"
                + " perform: dynamodb:UpdateItem on resource:"
                + " arn:aws:dynamodb:us-east-1:123456789012:table/longhaul-orders because no"
                + " identity-based policy allows the dynamodb:UpdateItem action");

    assertThat(denial.action()).isEqualTo("dynamodb:UpdateItem");
    assertThat(denial.resource()).isEqualTo("table longhaul-orders");
    assertThat(denial.who()).contains("arn:aws:sts::123456789012:assumed-role/fleet/i-0abc");
  }

  @Test
  void sqs_writes_actions_in_lower_case() {
    Denial denial =
        Denial.read(
            "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                + " sqs:receivemessage on resource:"
                + " arn:aws:sqs:us-east-1:123456789012:longhaul-orders-small because no"
                + " identity-based policy allows the sqs:receivemessage action",
            "sqs:ReceiveMessage",
            "queue other");

    assertThat(denial.action()).isEqualTo("sqs:ReceiveMessage");
    assertThat(denial.resource()).isEqualTo("queue longhaul-orders-small");
  }

  @Test
  void s3_quotes_a_key_that_may_have_spaces() {
    Denial denial =
        read(
            "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: s3:PutObject on"
                + " resource: \"arn:aws:s3:::copies/a b/c\" because no identity-based policy allows"
                + " the s3:PutObject action");

    assertThat(denial.action()).isEqualTo("s3:PutObject");
    assertThat(denial.resource()).isEqualTo("s3://copies/a b/c");
  }

  @Test
  void a_key_of_kms_is_named_as_aws_names_it() {
    Denial denial =
        read(
            "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: kms:Decrypt on"
                + " resource: arn:aws:kms:us-east-1:123456789012:key/1 because it is said so");

    assertThat(denial.action()).isEqualTo("kms:Decrypt");
    assertThat(denial.resource()).isEqualTo("arn:aws:kms:us-east-1:123456789012:key/1");
  }

  @Test
  void what_names_nothing_is_what_was_asked_for() {
    assertThat(read("Access Denied"))
        .isEqualTo(new Denial("sqs:SendMessage", "queue q", Optional.empty()));
    assertThat(read("User: U is not authorized to perform: sqs:SendMessage"))
        .isEqualTo(new Denial("sqs:SendMessage", "queue q", Optional.of("U")));
  }

  private static Denial read(String said) {
    return Denial.read(said, "sqs:SendMessage", "queue q");
  }
}

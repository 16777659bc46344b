package io.longhaul.coordinator.grant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.coordinator.grant.policy.PolicyDocument;
import io.longhaul.coordinator.infra.Template;
import io.longhaul.job.SecretReference;
import io.longhaul.stack.StackSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeployerPolicyTest {
  /** IAM's limit for all of a role's own policies together. */
  private static final int LARGEST = 10_240;

  /** And for a policy that is attached to it, which infra's page says that this is not. */
  private static final int OF_ITS_OWN = 6_144;

  private static final DeployerPolicy POLICY =
      new DeployerPolicy(
          new StackSettings("shop", "shop", Optional.empty()),
          new Whereabouts("aws", "111122223333", "eu-west-1"));

  private static JsonNode statements(PolicyDocument of) throws Exception {
    return new ObjectMapper().readTree(of.text()).get("Statement");
  }

  @Test
  void each_type_that_the_template_holds_can_be_made_and_no_other() {
    Set<String> held = new TreeSet<>();
    Matcher type = Pattern.compile("(?m)^ {4}Type: (AWS::\\S+)$").matcher(Template.ours().text());
    while (type.find()) held.add(type.group(1));
    held.remove("AWS::EC2::VPC::Id"); // of a parameter, which CloudFormation looks at by the same
    Set<String> known = new TreeSet<>();
    TemplateActions.ALL.forEach(each -> known.addAll(each.types()));
    assertThat(known).isEqualTo(held);
  }

  @Test
  void it_names_this_stack_alone_and_fits_into_a_role() throws Exception {
    PolicyDocument all = POLICY.ofStack();
    assertThat(all.size()).isBetween(OF_ITS_OWN, LARGEST);
    for (JsonNode each : statements(all)) {
      assertThat(each.get("Action").toString()).doesNotContain("*");
      for (JsonNode resource :
          each.get("Resource").isArray() ? each.get("Resource") : List.<JsonNode>of()) {
        assertThat(resource.asText())
            .startsWith("arn:aws:")
            .doesNotContainPattern("(?<=[:/-])[PRAS](?=[:/-]|$)");
      }
    }
    assertThat(all.text())
        .contains("arn:aws:iam::111122223333:role/longhaul-shop-worker-eu-west-1")
        .contains("arn:aws:s3:::longhaul-shop-111122223333-eu-west-1/*")
        .contains("arn:aws:dynamodb:eu-west-1:111122223333:table/longhaul-shop\"")
        .contains("arn:aws:logs:eu-west-1:111122223333:log-group:/longhaul/shop\"")
        .contains("arn:aws:cloudwatch::111122223333:dashboard/longhaul-shop\"");
  }

  @Test
  void what_makes_something_is_cloudformations_to_do() throws Exception {
    for (JsonNode each : statements(POLICY.ofStack())) {
      boolean makes =
          each.get("Action").toString().matches(".*:(Create(?!ChangeSet)|PassRole|RunInst).*");
      if (makes) {
        assertThat(each.at("/Condition/ForAnyValue:StringEquals/aws:CalledVia").asText())
            .isEqualTo("cloudformation.amazonaws.com");
      }
    }
  }

  @Test
  void who_grants_changes_the_policies_of_the_jobs_buckets_and_of_the_workers_role() {
    String all =
        POLICY
            .ofGrants(
                List.of("orders"), List.of(SecretReference.parse("secretsmanager:team-A-S#secret")))
            .text();
    assertThat(all)
        .contains("s3:PutBucketPolicy", "arn:aws:s3:::orders\"", "iam:ListRolePolicies")
        .contains("arn:aws:secretsmanager:eu-west-1:111122223333:secret:team-A-S-??????")
        .doesNotContain("DescribeParameters");
  }
}

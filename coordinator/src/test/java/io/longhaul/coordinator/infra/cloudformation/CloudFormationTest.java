package io.longhaul.coordinator.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.cli.BriskTime;
import io.longhaul.coordinator.infra.Blueprint;
import io.longhaul.coordinator.infra.Change;
import io.longhaul.coordinator.infra.Change.Action;
import io.longhaul.coordinator.infra.Estate;
import io.longhaul.coordinator.infra.Formation;
import io.longhaul.coordinator.infra.Formed;
import io.longhaul.coordinator.infra.Proposal;
import io.longhaul.engine.RawServer;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What CloudFormation answers as its reference says and moto never does. */
@Timeout(60)
class CloudFormationTest {
  private static final String DESCRIBED =
      "<Stacks><member><StackId>arn:id</StackId><StackName>longhaul-shop</StackName>"
          + "<StackStatus>%s</StackStatus><StackStatusReason>since</StackStatusReason><Parameters>"
          + "<member><ParameterKey>Max</ParameterKey><ParameterValue>16</ParameterValue></member>"
          + "</Parameters></member></Stacks>";
  private static final String CREATED = "<Id>arn:set</Id><StackId>arn:id</StackId>";
  private static final String NOT_THERE =
      "<Error><Type>Sender</Type><Code>ValidationError</Code>"
          + "<Message>Stack with id longhaul-shop does not exist</Message></Error>";

  /** By action, what is answered to it one after the other; the last stays. */
  private final Map<String, List<String>> script = new ConcurrentHashMap<>();

  private final List<String> asked = new ArrayList<>();
  private final RawServer server;
  private final Estate estate;
  private final Formation formation;

  CloudFormationTest() {
    RawServer[] made = new RawServer[1];
    made[0] =
        new RawServer((number, head, out) -> {
          String body =
              URLDecoder.decode(
                  new String(made[0].requests().get(number - 1).body(), StandardCharsets.UTF_8),
                  StandardCharsets.UTF_8);
          String action = body.replaceFirst("(?s)^Action=(\\w+).*", "$1");
          asked.add(action);
          List<String> answers = script.getOrDefault(action, new ArrayList<>(List.of("")));
          String answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
          boolean failed = answer.startsWith("<Error>");
          out.write(
              RawServer.answer(
                  failed ? "400 Bad Request" : "200 OK",
                  "Content-Type: text/xml\r\n",
                  failed
                      ? "<ErrorResponse>%s</ErrorResponse>".formatted(answer)
                      : "<%1$sResponse><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                          .formatted(action, answer)));
          return true;
        });
    server = made[0];
    estate =
        new CloudFormationEstates(AwsSettings.of(4), new BriskTime())
            .open(
                new StackSettings("shop", "--stack", Optional.empty()),
                AwsPlace.at(server.endpoint(), "test", "test"));
    formation = estate.formation();
  }

  @AfterEach
  void close() throws IOException {
    estate.close();
    server.close();
  }

  private void answers(String action, String... answers) {
    script.put(action, new ArrayList<>(List.of(answers)));
  }

  private static String change(String name, String action, String rest) {
    return "<member><Type>Resource</Type><ResourceChange><LogicalResourceId>%s</LogicalResourceId>"
            .formatted(name)
        + "<ResourceType>AWS::A::B</ResourceType><Action>%s</Action>%s</ResourceChange></member>"
            .formatted(action, rest);
  }

  private static String detail(String property) {
    return "<member><Target><Attribute>Properties</Attribute><Name>%s</Name></Target></member>"
        .formatted(property);
  }

  @Test
  void what_was_not_removed_is_read_over_its_pages() throws InterruptedException {
    String member =
        "<member><LogicalResourceId>A</LogicalResourceId><PhysicalResourceId>%s</PhysicalResourceId>"
            + "<ResourceType>AWS::Logs::LogGroup</ResourceType><ResourceStatus>%s</ResourceStatus></member>";
    answers(
        "DescribeStackEvents",
        "<StackEvents>%s%s</StackEvents><NextToken>more</NextToken>"
            .formatted(
                member.formatted("gone", "DELETE_COMPLETE"),
                member.formatted("/longhaul/shop", "DELETE_FAILED")),
        "<StackEvents>%s</StackEvents>".formatted(member.formatted("kept", "DELETE_SKIPPED")));
    assertThat(formation.left("arn:id"))
        .containsExactly(
            "AWS::Logs::LogGroup /longhaul/shop (DELETE_FAILED)",
            "AWS::Logs::LogGroup kept (DELETE_SKIPPED)");
  }

  @Test
  void a_proposal_is_waited_for_and_read_whole_over_its_pages() throws InterruptedException {
    answers("DescribeStacks", DESCRIBED.formatted("UPDATE_COMPLETE"));
    answers("CreateChangeSet", CREATED);
    answers(
        "DescribeChangeSet",
        "<Status>CREATE_PENDING</Status>",
        "<Status>CREATE_IN_PROGRESS</Status>",
        "<Status>CREATE_COMPLETE</Status><NextToken>more</NextToken><Changes>"
            + change("Added", "Add", "")
            + change(
                "Changed",
                "Modify",
                "<Replacement>False</Replacement><Details>"
                    + detail("Tags")
                    + detail("MaxSize")
                    + detail("Tags")
                    + "</Details>")
            + "</Changes>",
        "<Status>CREATE_COMPLETE</Status><Changes>"
            + change("Replaced", "Modify", "<Replacement>True</Replacement>")
            + change("Perhaps", "Modify", "<Replacement>Conditional</Replacement>")
            + change("Removed", "Remove", "")
            + "</Changes>");
    Proposal proposal = formation.propose(new Blueprint("t", Map.of("Max", "8")));
    assertThat(proposal.anew()).isFalse();
    assertThat(proposal.empty()).isFalse();
    assertThat(proposal.changes())
        .containsExactly(
            new Change(Action.ADD, "Added", "AWS::A::B", List.of()),
            new Change(Action.MODIFY, "Changed", "AWS::A::B", List.of("MaxSize", "Tags")),
            new Change(Action.REPLACE, "Replaced", "AWS::A::B", List.of()),
            new Change(Action.PERHAPS_REPLACE, "Perhaps", "AWS::A::B", List.of()),
            new Change(Action.REMOVE, "Removed", "AWS::A::B", List.of()));
    assertThat(proposal.values()).containsEntry("Max", new Proposal.Value("16", "8"));
    assertThat(asked).doesNotContain("DeleteChangeSet");
  }

  @Test
  void one_that_cannot_be_is_said_in_cloudformations_words_and_forgotten() {
    answers("DescribeStacks", DESCRIBED.formatted("UPDATE_COMPLETE"));
    answers("CreateChangeSet", CREATED);
    answers(
        "DescribeChangeSet",
        "<Status>FAILED</Status><StatusReason>Parameter Max must be a number</StatusReason>");
    assertThatExceptionOfType(StackUnreachable.class)
        .isThrownBy(() -> formation.propose(new Blueprint("t", Map.of())))
        .withMessage("stack longhaul-shop cannot be changed so: Parameter Max must be a number");
    assertThat(asked).endsWith("DeleteChangeSet");
  }

  @Test
  void nothing_to_change_is_no_failure() throws InterruptedException {
    answers("DescribeStacks", DESCRIBED.formatted("CREATE_COMPLETE"));
    answers("CreateChangeSet", CREATED);
    answers(
        "DescribeChangeSet",
        "<Status>FAILED</Status><StatusReason>No updates are to be performed.</StatusReason>");
    assertThat(formation.propose(new Blueprint("t", Map.of())).empty()).isTrue();
  }

  @Test
  void one_that_was_only_proposed_goes_with_its_proposal_and_one_that_is_there_stays()
      throws InterruptedException {
    answers("DescribeStacks", DESCRIBED.formatted("REVIEW_IN_PROGRESS"));
    Proposal anew = new Proposal("arn:set", "arn:id", true, false, List.of(), Map.of());
    formation.withdraw(anew);
    assertThat(asked).containsExactly("DeleteChangeSet", "DescribeStacks", "DeleteStack");
    asked.clear();
    answers("DescribeStacks", DESCRIBED.formatted("CREATE_COMPLETE"));
    formation.withdraw(anew);
    formation.withdraw(new Proposal("arn:set", "arn:id", false, false, List.of(), Map.of()));
    assertThat(asked).doesNotContain("DeleteStack");
  }

  @Test
  void what_is_not_there_is_nothing_and_what_is_denied_is_named() throws InterruptedException {
    answers("DescribeStacks", NOT_THERE);
    assertThat(formation.look()).isEmpty();
    answers("DescribeStacks", DESCRIBED.formatted("DELETE_FAILED"));
    Formed formed = formation.look().orElseThrow();
    assertThat(formed.state()).isEqualTo(Formed.State.BROKEN);
    assertThat(formed.why()).isEqualTo("since");
    answers(
        "DescribeStacks",
        "<Error><Code>AccessDenied</Code><Message>User: arn:aws:iam::1:user/ann is not authorized"
            + " to perform: cloudformation:DescribeStacks on resource: arn:id</Message></Error>");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(formation::look)
        .withMessageStartingWith(
            "cloudformation:DescribeStacks on arn:id is denied to arn:aws:iam::1:user/ann");
  }

  private static String event(String name, String type, String status, String why) {
    return "<member><LogicalResourceId>%s</LogicalResourceId><ResourceType>%s</ResourceType>"
            .formatted(name, type)
        + "<ResourceStatus>%s</ResourceStatus><ResourceStatusReason>%s</ResourceStatusReason>"
            .formatted(status, why)
        + "</member>";
  }

  @Test
  void mishaps_are_those_of_the_last_change_in_their_order_and_without_what_they_called_off()
      throws InterruptedException {
    String itself = "AWS::CloudFormation::Stack";
    answers(
        "DescribeStackEvents",
        "<NextToken>more</NextToken><StackEvents>"
            + event("longhaul-shop", itself, "UPDATE_ROLLBACK_COMPLETE", "")
            + event("Queue", "AWS::SQS::Queue", "UPDATE_FAILED", "Resource update cancelled")
            + event("Group", "AWS::A::B", "UPDATE_FAILED", "no such type")
            + event("Role", "AWS::IAM::Role", "CREATE_FAILED", "not allowed")
            + "</StackEvents>",
        "<StackEvents>"
            + event("longhaul-shop", itself, "UPDATE_IN_PROGRESS", "User Initiated")
            + event("Old", "AWS::A::B", "UPDATE_FAILED", "another day")
            + "</StackEvents>");
    assertThat(formation.mishaps("arn:id"))
        .containsExactly(
            "Role (AWS::IAM::Role): CREATE_FAILED: not allowed",
            "Group (AWS::A::B): UPDATE_FAILED: no such type");
    answers("DescribeStackEvents", NOT_THERE);
    assertThat(formation.mishaps("arn:id")).isEmpty();
  }
}

package io.longhaul.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.ledger.dynamodb.DynamoDbSchema;
import io.longhaul.queue.sqs.SqsSchema;
import io.longhaul.queue.sqs.SqsWorkQueues;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.Standing;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.CorrectedTime;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.Tier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What a stack keeps its state in is made once, as it should be, and never altered. */
@Timeout(120)
public abstract class StackResourcesContract {
  private static final AwsClients CLIENTS =
      new AwsClients(AwsSettings.of(16), new SystemTime(), new ClockOffset());
  private static final Standing AS_IT_SHOULD_BE = new Standing.There(List.of());

  private final SystemTime time = new SystemTime();
  private final AwsCalls calls = new AwsCalls(time, AwsSettings.of(16));
  private final String stack = "made-" + UUID.randomUUID().toString().substring(0, 8);
  private final String table = "longhaul-" + stack;
  private final String dead = SqsWorkQueues.deadName(stack);
  private final String small = SqsWorkQueues.name(stack, Tier.SMALL);
  private final DynamoDbAsyncClient dynamoDb =
      CLIENTS.dynamoDb(place(dynamoDbEndpoint()), Duration.ofSeconds(15));
  private final SqsAsyncClient sqs = CLIENTS.sqs(place(sqsEndpoint()));

  protected abstract URI dynamoDbEndpoint();

  protected abstract URI sqsEndpoint();

  /** Whether a table can be recovered to a point in time there. */
  protected abstract boolean recoversTables();

  private static AwsPlace place(URI endpoint) {
    return AwsPlace.at(endpoint, "test", "test");
  }

  private StackResource ofTable() {
    return new DynamoDbResource(dynamoDb, calls, time, table);
  }

  /** The table as a command meets it an hour from now. */
  private StackResource ofTableInAnHour() {
    ClockOffset hour = new ClockOffset();
    hour.heard(time.now().plus(Duration.ofHours(1)), time.now(), time.now());
    return new DynamoDbResource(dynamoDb, calls, new CorrectedTime(time, hour), table);
  }

  private StackResource ofDead() {
    return new SqsResource(sqs, calls, time, dead, Optional.empty());
  }

  private StackResource ofSmall() {
    return new SqsResource(sqs, calls, time, small, Optional.of(dead));
  }

  private List<StackResource> all() {
    return List.of(ofTable(), ofDead(), ofSmall());
  }

  @Test
  public void what_is_not_there_is_made_once_and_is_then_as_it_should_be()
      throws InterruptedException {
    for (StackResource resource : all()) {
      assertThat(resource.look()).as(resource.name()).isEqualTo(new Standing.Absent());
      assertThat(resource.look()).as("looking makes none").isEqualTo(new Standing.Absent());
      assertThat(resource.make()).as(resource.name()).isEqualTo(new Standing.Made());
      assertThat(resource.look()).as(resource.name()).isEqualTo(AS_IT_SHOULD_BE);
      assertThat(resource.make()).as("again").isEqualTo(AS_IT_SHOULD_BE);
    }
  }

  @Test
  public void what_two_make_at_once_is_as_if_one_had() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (StackResource resource : all()) {
        List<Callable<Standing>> both = List.of(resource::make, resource::make);
        for (Future<Standing> made : threads.invokeAll(both)) {
          assertThat(made.get())
              .as(resource.name())
              .satisfiesAnyOf(
                  standing -> assertThat(standing).isEqualTo(new Standing.Made()),
                  standing -> assertThat(standing).isEqualTo(AS_IT_SHOULD_BE));
        }
        assertThat(resource.look()).as(resource.name()).isEqualTo(AS_IT_SHOULD_BE);
      }
    }
  }

  @Test
  public void the_queues_are_as_the_loop_needs_them() throws InterruptedException {
    for (StackResource resource : all()) resource.make();
    Map<QueueAttributeName, String> made = attributes(small);
    assertThat(made).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
    // ElasticMQ does not say.
    assertThat(made.getOrDefault(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600"))
        .isEqualTo("1209600");
    assertThat(made.get(QueueAttributeName.REDRIVE_POLICY))
        .contains(attributes(dead).get(QueueAttributeName.QUEUE_ARN))
        .containsPattern("\"maxReceiveCount\":\\s*\"?20\"?");
    assertThat(attributes(dead).getOrDefault(QueueAttributeName.REDRIVE_POLICY, "")).isEmpty();
  }

  @Test
  public void a_queue_that_differs_is_said_to_and_left_as_it_is() throws InterruptedException {
    sqs.createQueue(q -> q.queueName(dead).attributes(SqsSchema.attributes(Optional.empty())))
        .join();
    sqs.createQueue(
            q -> q.queueName(small).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
        .join();
    Standing stands = ofSmall().make();
    assertThat(stands).isInstanceOf(Standing.There.class);
    assertThat(((Standing.There) stands).differences())
        .contains(
            "its visibility timeout is 30 s instead of 60 s",
            "what nobody can read does not go to " + dead);
    assertThat(ofSmall().look()).isEqualTo(stands);
    assertThat(attributes(small)).containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
  }

  @Test
  public void a_table_that_differs_is_said_to_and_left_as_it_is() throws InterruptedException {
    var throughput =
        ProvisionedThroughput.builder().readCapacityUnits(5L).writeCapacityUnits(5L).build();
    var wanted = DynamoDbSchema.request(table);
    var narrower =
        wanted.globalSecondaryIndexes().getFirst().toBuilder()
            .projection(p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("state"))
            .provisionedThroughput(throughput)
            .build();
    dynamoDb
        .createTable(
            wanted.toBuilder()
                .billingMode(BillingMode.PROVISIONED)
                .provisionedThroughput(throughput)
                .globalSecondaryIndexes(narrower)
                .build())
        .join();
    dynamoDb.waiter().waitUntilTableExists(d -> d.tableName(table)).join();

    Standing stands = ofTableInAnHour().make();
    assertThat(stands).isInstanceOf(Standing.There.class);
    List<String> differences = new ArrayList<>(((Standing.There) stands).differences());
    if (recoversTables()) {
      assertThat(differences).anyMatch(line -> line.contains("point-in-time recovery is off"));
      differences.removeIf(line -> line.contains("point-in-time"));
    }
    assertThat(differences)
        .containsExactly(
            "its index 'open' does not show class, due, fence, sent, tier, worker",
            "it is paid for by provisioned capacity instead of by request");
    assertThat(ofTable().look()).isEqualTo(stands);
  }

  @Test
  public void what_a_dead_maker_left_undone_is_done_by_the_next() throws InterruptedException {
    dynamoDb.createTable(DynamoDbSchema.request(table)).join();
    assertThat(ofTable().make()).isEqualTo(AS_IT_SHOULD_BE);
    assertThat(ofTable().look()).isEqualTo(AS_IT_SHOULD_BE);
  }

  @Test
  public void a_table_with_other_keys_is_said_to_have_them() throws InterruptedException {
    dynamoDb
        .createTable(t ->
            t.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder().attributeName("id").attributeType("S").build())
                .keySchema(KeySchemaElement.builder().attributeName("id").keyType("HASH").build()))
        .join();
    Standing stands = ofTable().make();
    assertThat(((Standing.There) stands).differences())
        .contains("its keys are id (HASH) instead of pk (HASH), sk (RANGE)")
        .contains("it has no index 'open'");
  }

  private Map<QueueAttributeName, String> attributes(String queue) {
    String url = sqs.getQueueUrl(q -> q.queueName(queue)).join().queueUrl();
    return sqs.getQueueAttributes(a -> a.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .join()
        .attributes();
  }
}

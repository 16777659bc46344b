package io.longhaul.aws.stack;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsFailure;
import io.longhaul.ledger.dynamodb.DynamoDbSchema;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.Standing;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/** The ledger's table, with point-in-time recovery where the server has that. */
public final class DynamoDbResource implements StackResource {
  /** Usually half a minute; AWS promises none. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final String TURN_ON =
      "'aws dynamodb update-continuous-backups --table-name %s"
          + " --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true' turns it on";

  private final DynamoDbAsyncClient client;
  private final Time time;
  private final String table;
  private final Asking asking;

  /**
   * @param client stays its maker's to close
   */
  public DynamoDbResource(DynamoDbAsyncClient client, AwsCalls calls, Time time, String table) {
    this.client = client;
    this.time = time;
    this.table = table;
    this.asking = new Asking(calls, time, AwsAccess.of(client, "dynamodb", name()));
  }

  @Override
  public String name() {
    return "table " + table;
  }

  @Override
  public Standing look() throws InterruptedException {
    Optional<TableDescription> found = describe();
    return found.isEmpty() ? new Standing.Absent() : new Standing.There(differences(found.get()));
  }

  /**
   * One loop for all that may be met: it is not there, somebody makes or even deletes it at this
   * moment, or what describes it has not heard of it yet.
   */
  @Override
  public Standing make() throws InterruptedException {
    Deadline deadline = Deadline.in(time, LONGEST);
    boolean mine = false;
    for (int looks = 0; ; looks++) {
      Optional<TableDescription> found = describe();
      if (found.isEmpty()) {
        mine |= create();
      } else if (found.get().tableStatus() == TableStatus.ACTIVE) {
        if (mine || isFresh(found.get())) recoverable(deadline);
        return mine ? new Standing.Made() : new Standing.There(differences(found.get()));
      }
      String state = found.map(TableDescription::tableStatusAsString).orElse("not there");
      asking.pause(deadline, looks, state);
    }
  }

  private Optional<TableDescription> describe() throws InterruptedException {
    try {
      return Optional.of(asking.tried(() -> client.describeTable(d -> d.tableName(table))).table());
    } catch (AwsCallFailed failed) {
      if (failed.what() == AwsFailure.NO_RESOURCE) return Optional.empty();
      throw asking.failed("DescribeTable", failed);
    }
  }

  /** Whether this call made it; if not, another was first. */
  private boolean create() throws InterruptedException {
    try {
      asking.tried(() -> client.createTable(DynamoDbSchema.request(table)));
      return true;
    } catch (AwsCallFailed failed) {
      if (failed.call().code().equals("ResourceInUseException")) return false;
      throw asking.failed("CreateTable", failed);
    }
  }

  /**
   * Whether it came into being a moment ago: its maker may be between two of its steps, or dead. An
   * older table is left as it is, for somebody may have wanted it so.
   */
  private boolean isFresh(TableDescription found) {
    return found.creationDateTime().isAfter(time.now().minus(LONGEST));
  }

  private void recoverable(Deadline deadline) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        asking.tried(() ->
            client.updateContinuousBackups(u ->
                u.tableName(table)
                    .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true))));
        return;
      } catch (AwsCallFailed failed) {
        if (unknown(failed)) return;
        if (!failed.call().code().equals("ContinuousBackupsUnavailableException")) {
          throw asking.failed("UpdateContinuousBackups", failed);
        }
        asking.pause(deadline, tries, "without point-in-time recovery");
      }
    }
  }

  private List<String> differences(TableDescription found) throws InterruptedException {
    List<String> differences = new ArrayList<>(DynamoDbSchema.differences(found));
    if (found.tableStatus() != TableStatus.ACTIVE) {
      differences.add("it is %s".formatted(found.tableStatusAsString()));
    } else if (!isRecoverable()) {
      differences.add("point-in-time recovery is off; " + TURN_ON.formatted(table));
    }
    return differences;
  }

  private boolean isRecoverable() throws InterruptedException {
    try {
      return asking
              .tried(() -> client.describeContinuousBackups(d -> d.tableName(table)))
              .continuousBackupsDescription()
              .pointInTimeRecoveryDescription()
              .pointInTimeRecoveryStatus()
          == PointInTimeRecoveryStatus.ENABLED;
    } catch (AwsCallFailed failed) {
      if (unknown(failed)) return true;
      throw asking.failed("DescribeContinuousBackups", failed);
    }
  }

  /** A server that is not AWS, and has no such thing. */
  private boolean unknown(AwsCallFailed failed) {
    if (AwsClients.isAws(client)) return false;
    return failed.what() == AwsFailure.REFUSED || failed.what() == AwsFailure.NOT_IMPLEMENTED;
  }
}

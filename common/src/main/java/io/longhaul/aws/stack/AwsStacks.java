package io.longhaul.aws.stack;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.ledger.Retries;
import io.longhaul.ledger.dynamodb.DynamoDbTable;
import io.longhaul.ledger.h2.H2Table;
import io.longhaul.queue.sqs.SqsWorkQueues;
import io.longhaul.stack.EmbeddedFolders;
import io.longhaul.stack.Engines;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.LocalCloud.Server;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.stack.Stacks;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.CorrectedTime;
import io.longhaul.time.Time;
import io.longhaul.unit.Tier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Opens a stack in AWS, or wherever the SDK's own variables and profiles point; or the one that an
 * embedded cloud on this machine serves.
 */
public final class AwsStacks implements Stacks {
  /** Settles go one at a time; claims, renewals and sweeps run beside them. */
  private static final int CONNECTIONS = 8;

  private final AwsSettings settings;
  private final Time machine;

  /**
   * @param machine the machine's own clock
   */
  public AwsStacks(AwsSettings settings, Time machine) {
    this.settings = settings;
    this.machine = machine;
  }

  /** Of a session's life a third may go by with asking: nothing is held that others wait for. */
  @Override
  public Stack open(StackSettings stack) {
    return open(stack, stack.sessions().length().dividedBy(3), AwsStacks::madeNow);
  }

  /** A worker waits for a ledger that does not answer, so nothing is asked of it here. */
  @Override
  public Stack openForWorker(StackSettings stack) {
    return open(stack, stack.sessions().ledgerPatience(), AwsStacks::madeLater);
  }

  /** Those of a stack on servers: an embedded cloud makes its own. */
  @Override
  public StackResources resources(StackSettings stack) {
    AwsClients clients = new AwsClients(settings, machine, new ClockOffset());
    try {
      AwsPlace place = AwsPlace.fromEnvironment();
      DynamoDbAsyncClient dynamoDb = clients.dynamoDb(place, settings.attemptTimeout());
      SqsAsyncClient sqs = clients.sqs(place);
      AwsCalls calls = new AwsCalls(machine, settings);
      String dead = SqsWorkQueues.deadName(stack.name());
      List<StackResource> all = new ArrayList<>();
      all.add(new DynamoDbResource(dynamoDb, calls, machine, stack.table()));
      all.add(new SqsResource(sqs, calls, machine, dead, Optional.empty()));
      for (Tier tier : Tier.values()) {
        String queue = SqsWorkQueues.name(stack.name(), tier);
        all.add(new SqsResource(sqs, calls, machine, queue, Optional.of(dead)));
      }
      return new StackResources(
          "DynamoDB at %s, SQS at %s".formatted(where(dynamoDb), where(sqs)), all, clients::close);
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private Stack open(StackSettings stack, Duration patience, LocalTable table) {
    ClockOffset offset = new ClockOffset();
    AwsClients clients = new AwsClients(settings, machine, offset);
    try {
      Time time = new CorrectedTime(machine, offset);
      return stack.local().isPresent()
          ? local(stack, clients, new Retries(time, new Random(), patience), table)
          : remote(stack, clients, new Retries(time, new Random(), patience));
    } catch (RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  private Stack remote(StackSettings stack, AwsClients clients, Retries retries) {
    Time time = retries.time();
    AwsPlace place = AwsPlace.fromEnvironment();
    DynamoDbAsyncClient dynamoDb = clients.dynamoDb(place, stack.sessions().ledgerTry());
    SqsAsyncClient sqs = clients.sqs(place);
    AwsCalls calls = new AwsCalls(time, settings);
    S3Planes planes = new S3Planes(settings, clients, time, stack.dataPlane(), place, false);
    StoreAt store = planes.own(calls);
    Engines engines =
        new Engines(
            "DynamoDB %s at %s".formatted(stack.table(), where(dynamoDb)),
            "SQS at " + where(sqs),
            store.where(),
            store.isAws(),
            AwsClients.isAws(dynamoDb)
                ? Optional.of(dynamoDb.serviceClientConfiguration().region().id())
                : Optional.empty());
    return new Stack(
        stack,
        engines,
        time,
        new Stack.Ports(
            new DynamoDbTable(dynamoDb, stack.table(), retries),
            queues(sqs, calls, time, stack),
            store.store(),
            planes,
            Optional.empty(),
            () -> close(planes, clients)));
  }

  private Stack local(StackSettings stack, AwsClients clients, Retries retries, LocalTable table) {
    Time time = retries.time();
    Path state = stack.local().orElseThrow();
    LocalCloud cloud =
        LocalCloud.find(state)
            .orElseThrow(() ->
                new StackUnreachable(
                    "no embedded cloud is up in %s; 'longhaul local up' starts it"
                        .formatted(state)));
    if (!cloud.stack().equals(stack.name())) {
      throw new StackUnreachable(
          "the embedded cloud in %s serves stack '%s'; say --stack %s"
              .formatted(state, cloud.stack(), cloud.stack()));
    }
    Engines engines =
        new Engines(
            "H2 at " + cloud.ledger().url(),
            "SQS at " + cloud.queues().endpoint(),
            "S3 at " + cloud.s3().endpoint(),
            false);
    AwsCalls calls = new AwsCalls(time, settings);
    S3Planes planes =
        new S3Planes(settings, clients, time, stack.dataPlane(), place(cloud.s3()), true);
    StoreAt store = planes.own(calls);
    return new Stack(
        stack,
        engines,
        time,
        new Stack.Ports(
            table.of(stack, cloud.ledger(), retries),
            queues(clients.sqs(place(cloud.queues())), calls, time, stack),
            store.store(),
            planes,
            Optional.of(new EmbeddedFolders(cloud.s3())),
            () -> close(planes, clients)));
  }

  /** Its connections end before the clients that make others. */
  private static void close(S3Planes planes, AwsClients clients) {
    try (clients) {
      planes.close();
    }
  }

  /** Opens the ledger's table of an embedded cloud. */
  @FunctionalInterface
  private interface LocalTable {
    H2Table of(StackSettings stack, LocalCloud.Database ledger, Retries retries);
  }

  /** A server that is just starting takes longer for its first answer. */
  private static H2Table madeNow(StackSettings stack, LocalCloud.Database ledger, Retries retries) {
    Retries opening = new Retries(retries.time(), new Random(), stack.sessions().length());
    return new H2Table(
            url(stack, ledger), ledger.user(), ledger.password(), CONNECTIONS, opening, retries)
        .made();
  }

  private static H2Table madeLater(
      StackSettings stack, LocalCloud.Database ledger, Retries retries) {
    return new H2Table(url(stack, ledger), ledger.user(), ledger.password(), CONNECTIONS, retries);
  }

  private static String url(StackSettings stack, LocalCloud.Database ledger) {
    return H2Table.within(ledger.url(), stack.sessions().ledgerTry());
  }

  private static SqsWorkQueues queues(
      SqsAsyncClient sqs, AwsCalls calls, Time time, StackSettings stack) {
    return new SqsWorkQueues(sqs, calls, time, stack.name(), stack.sessions().messageVisibility());
  }

  private static AwsPlace place(Server server) {
    return AwsPlace.at(URI.create(server.endpoint()), server.keyId(), server.secret());
  }

  private static String where(AwsClient client) {
    var configuration = client.serviceClientConfiguration();
    return configuration
        .endpointOverride()
        .map(URI::toString)
        .orElse("AWS, " + configuration.region());
  }
}

package io.longhaul.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.command.AllowedCommands;
import io.longhaul.engine.Moto;
import io.longhaul.job.Sha256;
import io.longhaul.queue.Message;
import io.longhaul.queue.Send;
import io.longhaul.queue.WorkQueue;
import io.longhaul.s3.Lock;
import io.longhaul.s3.Traits;
import io.longhaul.stack.Stack;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import io.longhaul.unit.WorkerId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind's run passes with the policy that is rendered from its job, and for each action that
 * is taken away some call of it is denied: so nothing is missing, and nothing is left that no call
 * needs.
 *
 * <p>Judged by an allow-list before moto, for both planes; what moto enforces by itself is proven
 * by moto in {@link MotoEnforcesIT}.
 */
@Timeout(600)
@Waits
class LeastPrivilegeIT {
  private static final String WORKER = "AKIDWORKER";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LARGE = (5 << 20) + 7;

  /** What only one of the runs is brought to. */
  private static final String AT_A_REWRITE = "s3:AbortMultipartUpload";

  @TempDir private Path folder;
  private URI moto;
  private AllowList server;
  private Site site;
  private final List<Call> all = new ArrayList<>();
  private final Set<String> granted = new TreeSet<>();

  @BeforeEach
  void aStackAndTwoBuckets() throws Exception {
    moto = Moto.emptied();
    server = new AllowList(moto, WORKER);
    site = new Site(folder, server.endpoint(), "vertx");
    site.ok("infra", "deploy", "--minimal");
    for (String bucket : List.of("orders", "copies")) {
      Site.ask(
          moto,
          "PUT",
          "/" + bucket,
          "",
          "Authorization",
          Site.signed("s3"),
          "x-amz-bucket-object-lock-enabled",
          "true");
    }
    try (Stack stack = site.open()) {
      // whoever sweeps forgets it
      WorkerId gone = new WorkerId("worker-of-last-year");
      Instant then = stack.time().now().minus(Duration.ofDays(365));
      assertThat(stack.ledger().sessions().begin(gone, "there", 1, then)).isTrue();
      stack.ledger().sessions().leave(gone);
      Traits tagged = Traits.NONE.withTags(Map.of("team", "lake"));
      site.put(stack, "orders", "in/large", new byte[LARGE], tagged);
      site.put(stack, "orders", "other/not meant", bytes("x"), Traits.NONE);
      for (int i = 0; i < 20; i++) {
        Traits traits = i == 0 ? tagged : Traits.NONE;
        site.put(stack, "orders", "in/%02X/a b*".formatted(i * 13), bytes("order " + i), traits);
      }
    }
  }

  /** Only grants that S3 does not make by itself are said to the target. */
  private void forAllToRead(String key) throws Exception {
    Site.ask(
        moto,
        "PUT",
        "/orders/" + key + "?acl",
        "",
        "Authorization",
        Site.signed("s3"),
        "x-amz-acl",
        "public-read");
  }

  /** Rewrites the large object's source, so that its parts are of no use. */
  private Consumer<Call> onceAPartWasWritten() {
    AtomicBoolean done = new AtomicBoolean();
    return call -> {
      boolean part = call.action().equals("s3:PutObject") && call.request().contains("partNumber=");
      if (!part || done.getAndSet(true)) return;
      try {
        String other = "x".repeat(LARGE);
        Site.ask(moto, "PUT", "/orders/in/large", other, "Authorization", Site.signed("s3"));
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @AfterEach
  void stop() {
    if (site != null) site.close();
    if (server != null) server.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private Policy runs(String name, String... lines) throws Exception {
    site.file("job.yaml", String.join("\n", lines) + "\n");
    JsonNode policies = JSON.readTree(site.ok("infra", "policy", "job.yaml", "--json").out());
    Policy policy = Policy.of(policies.at("/worker/policy"));
    site.ok("submit", "job.yaml", "--name", name, "--detach");
    server.allow(policy::allows);
    site.be(WORKER, "secret");
    Thread work = Thread.ofVirtual().unstarted(() -> work(name));
    work.start();
    // a run that is denied something holds back and goes on asking
    await()
        .atMost(Duration.ofSeconds(180))
        .until(() -> !work.isAlive() || !server.denied.isEmpty());
    site.be(Site.PERSON, "secret");
    assertThat(server.denied).as("denied in " + name).isEmpty();
    assertThat(site.ok("watch", name).out()).contains("run %s: complete".formatted(name));
    List<Call> made = List.copyOf(server.made);
    all.addAll(made);
    granted.addAll(policy.actions());
    for (String action : policy.actions()) {
      if (ofStack(action) || action.equals(AT_A_REWRITE)) continue;
      assertThat(denied(policy, action, made))
          .as("%s: a call that fails without %s".formatted(name, action))
          .isNotEmpty();
    }
    return policy;
  }

  private void work(String name) {
    try {
      site.work(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ofStack(String action) {
    return action.startsWith("sqs:") || action.startsWith("dynamodb:");
  }

  private static List<Call> denied(Policy policy, String action, List<Call> made) {
    Policy without = policy.without(action);
    return made.stream().filter(call -> !without.allows(call)).toList();
  }

  @Test
  void each_kind_passes_with_what_its_job_needs_and_fails_without_any_of_it() throws Exception {
    runs(
        "served",
        "kind: s3-copy",
        "source: s3://orders/in/",
        "target: s3://copies/served/",
        "cut: {by: hex, depth: 1}");
    runs(
        "verified",
        "kind: s3-verify",
        "source: s3://orders/in/",
        "target: s3://copies/served/",
        "compare: {by: bytes, attributes: compare}");
    forAllToRead("in/00/a%20b*");
    server.whenAllowed = onceAPartWasWritten();
    runs(
        "streamed",
        "kind: s3-copy",
        "source: s3://orders/in/",
        "target: s3://copies/streamed/",
        "copy: {route: streamed}",
        "keep: {tags: required, acl: keep}");
    server.whenAllowed = call -> {};
    runs(
        "untagged",
        "kind: s3-copy",
        "source: s3://orders/",
        "target: s3://copies/untagged/",
        "keep: {tags: drop, owner: bucket-owner}");
    Sha256 tool = theTool();
    runs(
        "commanded",
        "kind: command",
        "command: artifact:tool",
        "items: [a, b, c]",
        "artifacts: [{name: tool, s3: 's3://orders/tools/tool', sha256: %s}]".formatted(tool));
    Policy policy = runs("nothing", "kind: noop", "units: 12", "fanout: 4");
    comesBack(policy);
    Set<String> used = new TreeSet<>();
    for (Call call : all) used.add(call.action());
    Set<String> unused = new TreeSet<>(granted);
    unused.removeAll(used);
    assertThat(unused).isEmpty();
  }

  /** A message of a unit that is too new for a worker, or that came as it drained: another's. */
  private void comesBack(Policy policy) throws InterruptedException {
    server.allow(policy::allows);
    site.be(WORKER, "secret");
    try (Stack stack = site.open()) {
      WorkQueue queue = stack.queues().of(Tier.SMALL);
      UnitRef unit = new UnitRef(new RunName("nothing"), UnitId.root(new RunName("nothing")));
      List<Message> messages = List.of();
      // the last poll of a worker that has gone may take one with it
      for (int sent = 0; messages.isEmpty() && sent < 10; sent++) {
        assertThat(queue.send(List.of(new Send(unit, Duration.ZERO)))).isEmpty();
        messages = queue.receive(1, Duration.ofSeconds(5));
      }
      queue.returnLater(messages.getFirst(), Duration.ZERO);
    }
    site.be(Site.PERSON, "secret");
    assertThat(server.denied).isEmpty();
    List<Call> made = List.copyOf(server.made);
    all.addAll(made);
    String needed = "sqs:ChangeMessageVisibility";
    assertThat(denied(policy, needed, made)).extracting(Call::action).containsExactly(needed);
  }

  private Sha256 theTool() throws Exception {
    String script = "#!/bin/sh\nexit 0\n";
    Sha256 sha256 = Sha256.of(site.file("tool", script));
    try (Stack stack = site.open()) {
      site.put(stack, "orders", "tools/tool", bytes(script), Traits.NONE);
    }
    site.allowed = AllowedCommands.NONE.with(sha256);
    return sha256;
  }

  private void json(String target, String service, String body) throws Exception {
    Site.ask(
        moto,
        "POST",
        "/",
        body,
        "Authorization",
        Site.signed(service),
        "X-Amz-Target",
        target,
        "Content-Type",
        "application/x-amz-json-1.1");
  }

  @Test
  void locks_keys_and_secrets_are_needed_where_the_job_says_so() throws Exception {
    try (Stack stack = site.open()) {
      Instant later = stack.time().now().plus(Duration.ofDays(9)).truncatedTo(ChronoUnit.SECONDS);
      Traits locked = Traits.NONE.withLock(new Lock("GOVERNANCE", later, true));
      site.put(stack, "orders", "locked/a", bytes("kept"), locked);
      site.put(stack, "orders", "locked/large", new byte[LARGE], Traits.NONE);
    }
    runs(
        "locked",
        "kind: s3-copy",
        "source: s3://orders/locked/",
        "target: s3://copies/locked/",
        "copy: {route: streamed}", // moto refuses a CopyObject that says a lock
        "keep:",
        "  tags: drop",
        "  object-lock: keep",
        "  encryption: kms:arn:aws:kms:us-east-1:123456789012:key/1a2b");
    String encrypted = "KeyId\":\"" + Calls.OF_SECRETS + "\"}";
    json(
        "AmazonSSM.PutParameter",
        "ssm",
        "{\"Name\":\"/keyed/id\",\"Value\":\"AKIDTHEIRS\",\"Type\":\"SecureString\",\""
            + encrypted);
    json(
        "secretsmanager.CreateSecret",
        "secretsmanager",
        "{\"Name\":\"keyed\",\"SecretString\":\"{\\\"secret\\\":\\\"theirs\\\"}\",\"Kms"
            + encrypted);
    runs(
        "keyed",
        "kind: s3-copy",
        "source: s3://orders/in/",
        "target: s3://copies/keyed/",
        "copy: {route: streamed}", // whoever submits here may do everything, and would find another
        "access:",
        "  source: {access-key-id: 'ssm:/keyed/id', secret-access-key:"
            + " 'secretsmanager:keyed#secret'}");
  }
}

package io.longhaul.privilege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.Waits;
import io.longhaul.access.PermissionMissing;
import io.longhaul.engine.Moto;
import io.longhaul.ledger.Key;
import io.longhaul.queue.Send;
import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectRef;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.PartsRequest;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Traits;
import io.longhaul.s3.UploadRequest;
import io.longhaul.stack.Stack;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.RunName;
import io.longhaul.unit.Tier;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Moto itself enforces the rendered policy: a run passes with it, and without any of the actions
 * that moto checks a call fails. It takes batches and transactions for actions of their own, knows
 * no conditions, and takes what is escaped in a query for signed otherwise: hence no prefixes here.
 */
@Timeout(600)
@Waits
class MotoEnforcesIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private URI moto;
  private Site site;
  private Policy policy;
  private String key;
  private String secret;

  @BeforeEach
  void aWorkerThatMayDoNothingYet() throws Exception {
    moto = Moto.emptied();
    site = new Site(folder, moto, "vertx");
    site.ok("infra", "deploy", "--minimal");
    for (String bucket : List.of("orders", "copies")) {
      Site.ask(moto, "PUT", "/" + bucket, "", "Authorization", Site.signed("s3"));
    }
    try (Stack stack = site.open()) {
      for (int i = 0; i < 5; i++) {
        byte[] bytes = ("order " + i).getBytes(StandardCharsets.UTF_8);
        site.put(stack, "orders", "%Xa".formatted(i), bytes, Traits.NONE);
      }
    }
    site.file(
        "job.yaml",
        "kind: s3-copy\nsource: s3://orders/\ntarget: s3://copies/\n"
            + "copy: {route: streamed}\n");
    JsonNode policies = JSON.readTree(site.ok("infra", "policy", "job.yaml", "--json").out());
    policy = Policy.of(policies.at("/worker/policy"));
    iam("Action=CreateUser&UserName=worker");
    String made = iam("Action=CreateAccessKey&UserName=worker");
    key = between("AccessKeyId", made);
    secret = between("SecretAccessKey", made);
  }

  @AfterEach
  void nothingIsEnforcedAnyMore() throws Exception {
    if (site == null) return;
    enforce("inf");
    site.close();
  }

  private String iam(String query) throws Exception {
    return Site.ask(
        moto,
        "POST",
        "/",
        query + "&Version=2010-05-08",
        "Authorization",
        Site.signed("iam"),
        "Content-Type",
        "application/x-www-form-urlencoded");
  }

  private static String between(String element, String xml) {
    Matcher matcher = Pattern.compile("<%1$s>(.*?)</%1$s>".formatted(element)).matcher(xml);
    assertThat(matcher.find()).as(xml).isTrue();
    return matcher.group(1);
  }

  private void allow(Policy allowed) throws Exception {
    enforce("inf");
    iam(
        "Action=PutUserPolicy&UserName=worker&PolicyName=rendered&PolicyDocument="
            + URLEncoder.encode(allowed.asMotoReads(), StandardCharsets.UTF_8));
    enforce("0");
  }

  private void enforce(String after) throws Exception {
    Site.ask(moto, "POST", "/moto-api/reset-auth", after, "Content-Type", "text/plain");
  }

  @Test
  void a_run_passes_with_what_was_rendered() throws Exception {
    site.ok("submit", "job.yaml", "--name", "moved", "--detach");
    allow(policy);
    site.be(key, secret);
    Thread work = Thread.ofVirtual().start(() -> work("moved"));
    await().atMost(Duration.ofSeconds(180)).until(() -> !work.isAlive());
    enforce("inf");
    assertThat(site.ok("watch", "moved").out())
        .contains("run moved: complete")
        .contains("5 copied");
  }

  private void work(String run) {
    try {
      site.work(run);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void without_any_of_its_actions_a_call_is_denied() throws Exception {
    OpenUpload upload;
    try (Stack stack = site.open()) {
      upload =
          stack
              .store()
              .createUpload(new UploadRequest("copies", "large", null, Map.of()), within(stack));
    }
    site.be(key, secret);
    try (Stack stack = site.open()) {
      Map<String, ThrowingCallable> calls = calls(stack, upload);
      allow(policy);
      for (var call : calls.entrySet()) {
        assertThat(isDenied(catchThrowable(call.getValue()))).as(call.getKey()).isFalse();
      }
      for (var call : calls.entrySet()) {
        assertThat(policy.actions()).contains(call.getKey());
        allow(policy.without(call.getKey()));
        Throwable thrown = catchThrowable(call.getValue());
        assertThat(isDenied(thrown)).as("%s: %s", call.getKey(), thrown).isTrue();
      }
    }
  }

  /** A call for each action that moto checks. */
  private static Map<String, ThrowingCallable> calls(Stack stack, OpenUpload upload) {
    ObjectStore store = stack.store();
    Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
    calls.put("s3:ListBucket", () -> store.list(ListRequest.of("orders", ""), within(stack)));
    calls.put("s3:GetObject", () -> store.head("orders", "0a", within(stack)));
    calls.put("s3:GetObjectTagging", () -> store.tags(ObjectRef.of("orders", "0a"), within(stack)));
    calls.put(
        "s3:PutObject",
        () ->
            store.put(
                new PutRequest("copies", "new", 1, Traits.NONE, new Expect.Anything()),
                Body.of(new byte[1]),
                within(stack)));
    calls.put(
        "s3:ListMultipartUploadParts",
        () -> store.listParts(PartsRequest.of(upload), within(stack)));
    calls.put("s3:AbortMultipartUpload", () -> store.abortUpload(upload, within(stack)));
    UnitRef unit = new UnitRef(new RunName("none"), UnitId.root(new RunName("none")));
    calls.put(
        "sqs:SendMessage",
        () -> stack.queues().of(Tier.SMALL).send(List.of(new Send(unit, Duration.ZERO))));
    calls.put("sqs:ReceiveMessage", () -> stack.queues().of(Tier.LARGE).receive(1, Duration.ZERO));
    calls.put("sqs:GetQueueAttributes", () -> stack.queues().of(Tier.SMALL).depth());
    Key row = new Key("RUNS", "none");
    calls.put("dynamodb:GetItem", () -> stack.table().get(row));
    calls.put("dynamodb:BatchGetItem", () -> stack.table().read(List.of(row)));
    calls.put("dynamodb:Query", () -> stack.table().query("RUNS", "", null, 1));
    return calls;
  }

  private static Deadline within(Stack stack) {
    return Deadline.in(stack.time(), Duration.ofSeconds(10));
  }

  private static boolean isDenied(Throwable thrown) {
    return thrown instanceof PermissionMissing
        || (thrown instanceof StoreException failed && failed.failure() == FailureClass.DENIED);
  }
}

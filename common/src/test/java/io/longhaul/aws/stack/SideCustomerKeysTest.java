package io.longhaul.aws.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.engine.RawServer;
import io.longhaul.job.Access.Payer;
import io.longhaul.job.S3Location;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.BegunCopies;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.CustomerKey;
import io.longhaul.s3.Ending;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PortCall;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.KeyedRequests;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.s3.sdk.SdkEngine;
import io.longhaul.s3.sdk.SdkRequests;
import io.longhaul.s3.vertx.VertxStores;
import io.longhaul.stack.DataPlane;
import io.longhaul.stack.StackMisconfigured;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Keys of customers' own are looked up where they lie, and said where they are needed alone. */
@Timeout(60)
class SideCustomerKeysTest {
  private static final AwsSettings SETTINGS = AwsSettings.of(4);
  private static final SystemTime TIME = new SystemTime();
  private static final CustomerKey SOURCE = key('s');
  private static final CustomerKey TARGET = key('t');
  private static final String SAID = "\r\nx-amz-server-side-encryption-customer-";
  private static final String COPIED = "\r\nx-amz-copy-source-server-side-encryption-customer-";
  private static final String NOT_ITS_OWN =
      "<Error><Code>InvalidRequest</Code><Message>The encryption parameters are not applicable to"
          + " this object.</Message></Error>";

  /** Those about an object's bytes, and what S3 knows of it by its key alone. */
  private static final Set<PortCall> KEYED =
      EnumSet.of(
          PortCall.HEAD,
          PortCall.DESCRIBE,
          PortCall.GET,
          PortCall.GET_RANGE,
          PortCall.COPY,
          PortCall.PUT,
          PortCall.CREATE_UPLOAD,
          PortCall.PUT_PART,
          PortCall.COPY_PART,
          PortCall.COMPLETE_UPLOAD,
          PortCall.LIST_PARTS);

  private static final Set<PortCall> COPIES = EnumSet.of(PortCall.COPY, PortCall.COPY_PART);
  private static final Set<PortCall> READS =
      EnumSet.of(
          PortCall.HEAD,
          PortCall.DESCRIBE,
          PortCall.GET,
          PortCall.GET_RANGE,
          PortCall.COPY,
          PortCall.COPY_PART);

  private static final CopyRequest COPY =
      new CopyRequest("from-here", "s", "e", "to-there", "k", new Expect.Absent());

  private final Map<String, String> before = new TreeMap<>();
  private final List<RawServer> servers = new ArrayList<>();
  private final AwsClients clients = new AwsClients(SETTINGS, TIME, new ClockOffset());
  private final List<S3Planes> planes = new ArrayList<>();
  private String kept = SOURCE.base64();

  private static CustomerKey key(char c) {
    byte[] bits = String.valueOf(c).repeat(32).getBytes(US_ASCII);
    return CustomerKey.of(Base64.getEncoder().encodeToString(bits));
  }

  @BeforeEach
  void whereTheyLie() {
    RawServer ssm =
        server((n, head, out) -> {
          String json = "{\"Parameter\":{\"Name\":\"/source\",\"Value\":\"%s\"}}".formatted(kept);
          out.write(RawServer.answer("200 OK", "", json));
          return true;
        });
    RawServer manager =
        server((n, head, out) -> {
          String json =
              "{\"Name\":\"target\",\"SecretString\":\"{\\\"key\\\":\\\"%s\\\"}\"}"
                  .formatted(TARGET.base64());
          out.write(RawServer.answer("200 OK", "", json));
          return true;
        });
    set("aws.endpointUrlSsm", ssm.endpoint().toString());
    set("aws.endpointUrlSecretsManager", manager.endpoint().toString());
    set("aws.region", "eu-west-1");
  }

  private RawServer server(RawServer.Handler handler) {
    RawServer server = new RawServer(handler);
    servers.add(server);
    return server;
  }

  private void set(String name, String value) {
    before.putIfAbsent(name, System.getProperty(name, ""));
    System.setProperty(name, value);
  }

  @AfterEach
  void asItWas() throws IOException {
    before.forEach((name, value) -> {
      if (value.isEmpty()) System.clearProperty(name);
      else System.setProperty(name, value);
    });
    planes.forEach(S3Planes::close);
    clients.close();
    for (RawServer server : servers) server.close();
  }

  /** One that knows keys for the buckets of {@link PortCall}, which are none of S3's. */
  private static ObjectStore store(DataPlane plane, URI endpoint) {
    CustomerKeys keys = (bucket, key) -> bucket.equals("from") ? SOURCE : TARGET;
    return store(plane, endpoint, keys);
  }

  private static ObjectStore store(DataPlane plane, URI endpoint, CustomerKeys keys) {
    AwsPlace place = AwsPlace.at(endpoint, "AKIDOWN", "secret");
    return switch (plane) {
      case VERTX -> VertxStores.keyed(place, false, keys);
      case SDK ->
          new S3ObjectStore(
              new KeyedRequests(sdk(place, keys), sdk(place, keys.forWriting()), TIME),
              new AwsCalls(TIME, SETTINGS));
    };
  }

  private static SdkRequests sdk(AwsPlace place, CustomerKeys keys) {
    return new SdkRequests(SdkEngine.clients().s3(place), TIME, BucketOwners.ANYBODY, keys);
  }

  private ObjectStore store(DataPlane plane, URI endpoint, StoreAccess access) {
    AwsPlace own = AwsPlace.at(endpoint, "AKIDOWN", "secret");
    S3Planes opened = new S3Planes(SETTINGS, clients, TIME, plane, own, false);
    planes.add(opened);
    return opened.at(access).store();
  }

  private static StoreAccess both() {
    return access(
        Map.of(
            S3Location.parse("s3://from-here"),
            SecretReference.parse("ssm:/source"),
            S3Location.parse("s3://to-there"),
            SecretReference.parse("secretsmanager:target#key")));
  }

  private static StoreAccess access(Map<S3Location, SecretReference> keys) {
    return new StoreAccess(
        Optional.empty(), Optional.empty(), Optional.empty(), Payer.OWNER, Map.of(), keys);
  }

  private static Deadline soon() {
    return Deadline.in(TIME, Duration.ofSeconds(20));
  }

  private RawServer well(PortCall call) {
    return server((n, head, out) -> {
      out.write(call.answer());
      return true;
    });
  }

  private static boolean says(String head, String prefix, CustomerKey key) {
    return head.contains(prefix + "algorithm: aes256\r\n")
        && head.contains(prefix + "key: " + lower(key.base64()) + "\r\n")
        && head.contains(prefix + "key-md5: " + lower(key.md5()) + "\r\n");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void each_request_says_the_key_of_its_object_and_of_what_it_copies(DataPlane plane)
      throws InterruptedException {
    for (PortCall call : PortCall.values()) {
      RawServer s3 = well(call);
      ObjectStore store = store(plane, s3.endpoint());
      assertThat(call.ending(store, soon())).isEqualTo(new Ending.Value(call.value()));
      assertThat(s3.heads())
          .as("%s", call)
          .hasSize(1)
          .allMatch(head -> head.contains(SAID) == KEYED.contains(call))
          .allMatch(head -> says(head, SAID, TARGET) == KEYED.contains(call))
          .allMatch(head -> head.contains(COPIED) == COPIES.contains(call))
          .allMatch(head -> says(head, COPIED, SOURCE) == COPIES.contains(call));
    }
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void who_names_no_key_says_none(DataPlane plane) throws InterruptedException {
    for (PortCall call : KEYED) {
      RawServer s3 = well(call);
      ObjectStore store = store(plane, s3.endpoint(), CustomerKeys.NONE);
      assertThat(call.ending(store, soon())).isEqualTo(new Ending.Value(call.value()));
      assertThat(s3.heads()).as("%s", call).noneMatch(head -> head.contains("customer"));
    }
  }

  /** Some servers repeat the headers of what they refuse. */
  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_server_that_repeats_a_key_or_a_token_is_not_quoted(DataPlane plane) {
    AtomicReference<RawServer> s3 = new AtomicReference<>();
    s3.set(
        server((n, head, out) -> {
          String heard =
              s3.get()
                  .requests()
                  .getLast()
                  .head()
                  .lines()
                  .filter(line -> line.toLowerCase(Locale.ROOT).matches("x-amz-.*(key|token).*"))
                  .collect(Collectors.joining(" | "));
          out.write(
              RawServer.answer(
                  "409 Conflict",
                  "",
                  "<Error><Code>Odd</Code><Message>%s</Message></Error>".formatted(heard)));
          return true;
        }));
    AwsPlace own =
        new AwsPlace(
            Optional.of(s3.get().endpoint()),
            Optional.of("us-east-1"),
            Optional.empty(),
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create("AKIDOWN", "a-secret-key", "a-token-of-a-session")),
            false);
    S3Planes opened = new S3Planes(SETTINGS, clients, TIME, plane, own, false);
    planes.add(opened);
    ObjectStore store = opened.at(both()).store();
    Map<String, ThrowingCallable> calls =
        Map.of(
            "copy",
            () -> store.copy(COPY, soon()),
            "list",
            () -> store.list(ListRequest.of("to-there", ""), soon()));
    calls.forEach((call, made) -> {
      StringWriter all = new StringWriter();
      catchThrowableOfType(StoreException.class, made).printStackTrace(new PrintWriter(all));
      assertThat(all.toString())
          .as(call)
          .contains("Odd: ")
          .contains("(secret)")
          .doesNotContain(SOURCE.base64().substring(0, 20))
          .doesNotContain(SOURCE.md5().substring(0, 20))
          .doesNotContain(TARGET.base64().substring(0, 20))
          .doesNotContain(TARGET.md5().substring(0, 20))
          .doesNotContain("a-token-of");
    });
  }

  /** Of a bucket in which some are under a key and others are not, no listing tells which. */
  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void an_object_that_is_not_under_its_key_is_asked_for_without(DataPlane plane)
      throws InterruptedException {
    for (PortCall call : READS) {
      RawServer s3 = notUnderKey(call);
      ObjectStore store = store(plane, s3.endpoint());
      assertThat(call.ending(store, soon())).isEqualTo(new Ending.Value(call.value()));
      String again = s3.heads().getLast();
      assertThat(s3.heads()).as("%s", call).hasSize(2);
      assertThat(again.contains(COPIED)).isFalse();
      assertThat(says(again, SAID, TARGET)).as("written").isEqualTo(COPIES.contains(call));
    }
    RawServer s3 = notUnderKey(PortCall.COPY);
    ObjectStore begun = BegunCopies.of(store(plane, s3.endpoint()));
    assertThat(PortCall.COPY.ending(begun, soon()))
        .isEqualTo(new Ending.Value(PortCall.COPY.value()));
    assertThat(s3.heads()).hasSize(2);
  }

  private RawServer notUnderKey(PortCall call) {
    return server((n, head, out) -> {
      boolean copies = head.contains("x-amz-copy-source:");
      boolean keyed = head.contains(copies ? COPIED : SAID);
      String why = head.startsWith("head ") ? "" : NOT_ITS_OWN;
      out.write(keyed ? RawServer.answer("400 Bad Request", "", why) : call.answer());
      return true;
    });
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void what_is_refused_with_and_without_says_what_it_was_that_is_not_about_the_key(DataPlane plane)
      throws InterruptedException {
    String stored = error("InvalidRequest", "The object was stored using a form of SSE.");
    String bad = error("InvalidRequest", "A bad range.");
    for (List<String> answers :
        List.of(List.of(bad, stored), List.of(NOT_ITS_OWN, bad), List.of(bad, bad))) {
      RawServer s3 = answering("400 Bad Request", answers);
      StoreException refused = refused(PortCall.GET, store(plane, s3.endpoint()));
      assertThat(refused.failure()).isEqualTo(FailureClass.REFUSED);
      assertThat(refused).hasMessageContaining("A bad range.");
      assertThat(s3.heads()).hasSize(2);
    }
    RawServer wrong = answering("403 Forbidden", List.of(error("AccessDenied", "Access Denied")));
    assertThat(refused(PortCall.GET, store(plane, wrong.endpoint())).failure())
        .isEqualTo(FailureClass.DENIED);
    assertThat(wrong.heads()).as("by a wrong key").hasSize(1);
    RawServer written = answering("400 Bad Request", List.of(bad, bad));
    assertThat(refused(PortCall.PUT, store(plane, written.endpoint())))
        .hasMessageContaining("A bad range.");
    assertThat(written.heads()).as("nothing is ever written without").hasSize(1);
  }

  private static String error(String code, String message) {
    return "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(code, message);
  }

  private RawServer answering(String status, List<String> bodies) {
    return server((n, head, out) -> {
      out.write(RawServer.answer(status, "", bodies.get(Math.min(n, bodies.size()) - 1)));
      return true;
    });
  }

  private static StoreException refused(PortCall call, ObjectStore store) {
    StoreException refused =
        catchThrowableOfType(StoreException.class, () -> call.made(store, soon()));
    assertThat(refused).isNotNull();
    return refused;
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void who_is_interrupted_does_not_wait_for_the_second_try(DataPlane plane)
      throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(2);
    RawServer[] s3 = new RawServer[1];
    s3[0] =
        server((n, head, out) -> {
          asked.countDown();
          if (n > 1) s3[0].stall();
          out.write(RawServer.answer("400 Bad Request", "", NOT_ITS_OWN));
          return true;
        });
    ObjectStore store = store(plane, s3[0].endpoint());
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> {
              try {
                var unused = store.copy(COPY, Deadline.in(TIME, Duration.ofMinutes(5)));
              } catch (InterruptedException | RuntimeException e) {
                ended.set(e);
              }
            });
    asked.await();
    caller.interrupt();
    caller.join();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    assertThat(s3[0].heads()).hasSize(2);
  }

  /** It is the job's matter, and says where the key lies and nothing of what lies there. */
  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_key_that_is_none_is_said_in_one_line_and_sent_to_nobody(DataPlane plane)
      throws InterruptedException {
    Map<String, String> wrong =
        Map.of(
            "no-base64-at-all!",
            "the customer key of ssm:/source is not Base64",
            "c2hvcnQtaS1hbQ==",
            "the customer key of ssm:/source has 80 bits, and a key of SSE-C has 256");
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      kept = each.getKey();
      RawServer s3 = well(PortCall.COPY);
      StoreException denied = refused(store(plane, s3.endpoint(), both()));
      assertThat(denied.failure()).isEqualTo(FailureClass.DENIED);
      assertThat(denied)
          .hasMessageContaining(each.getValue() + " (write 256 bits in Base64 there")
          .hasMessageNotContaining("\n")
          .hasMessageNotContaining(kept);
      assertThat(s3.heads()).isEmpty();
    }
    SecretReference nowhere = SecretReference.parse("env:LONGHAUL_TEST_NOBODY_SETS_THIS");
    RawServer s3 = well(PortCall.COPY);
    StoreAccess access = access(Map.of(S3Location.parse("s3://to-there"), nowhere));
    assertThat(refused(store(plane, s3.endpoint(), access)))
        .hasMessageContaining("the environment of this process has no LONGHAUL_TEST_NOBODY_SETS");
    assertThat(s3.heads()).isEmpty();
  }

  private static StoreException refused(ObjectStore store) {
    StoreException refused =
        catchThrowableOfType(StoreException.class, () -> store.copy(COPY, soon()));
    assertThat(refused).isNotNull();
    return refused;
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_key_is_looked_up_once_and_said_of_what_lies_where_it_belongs(DataPlane plane)
      throws InterruptedException {
    RawServer s3 = well(PortCall.COPY);
    ObjectStore store = store(plane, s3.endpoint(), both());
    for (int i = 0; i < 3; i++) {
      assertThat(store.copy(COPY, soon())).isEqualTo(PortCall.COPY.value());
    }
    assertThat(s3.heads())
        .hasSize(3)
        .allMatch(head -> says(head, COPIED, SOURCE) && says(head, SAID, TARGET));
    assertThat(servers.getFirst().heads()).as("of the parameter").hasSize(1);

    SecretReference key = SecretReference.parse("ssm:/source");
    StoreAccess elsewhere = access(Map.of(S3Location.parse("s3://to-there/kept/"), key));
    RawServer plain = well(PortCall.COPY);
    assertThat(store(plane, plain.endpoint(), elsewhere).copy(COPY, soon()))
        .isEqualTo(PortCall.COPY.value());
    assertThat(plain.heads()).noneMatch(head -> head.contains("customer"));
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void no_key_goes_out_without_tls_but_to_this_machine(DataPlane plane) {
    URI far = URI.create("http://minio.example.com:9000");
    assertThatExceptionOfType(StackMisconfigured.class)
        .isThrownBy(() -> store(plane, far, both()))
        .withMessageContaining("http://minio.example.com:9000: a customer-key goes by https://");
  }
}

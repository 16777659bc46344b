package io.longhaul.aws.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.engine.RawServer;
import io.longhaul.job.Access.Payer;
import io.longhaul.job.Identity;
import io.longhaul.job.Identity.KeyReferences;
import io.longhaul.job.Identity.Role;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.Ending;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PortCall;
import io.longhaul.s3.StoreException;
import io.longhaul.stack.DataPlane;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever a side names is who its requests are signed by, on either data plane. */
@Timeout(60)
class SideStoresTest {
  private static final AwsSettings SETTINGS = AwsSettings.of(4);
  private static final SystemTime TIME = new SystemTime();
  private static final String ROLE = "arn:aws:iam::111122223333:role/reader";
  private static final String CONFIG =
      """
      [profile reader]
      aws_access_key_id = AKIDREADER
      aws_secret_access_key = secret
      """;

  @TempDir private Path folder;
  private final Map<String, String> before = new TreeMap<>();
  private final RawServer s3 = well();
  private @Nullable RawServer sts;
  private final AwsClients clients = new AwsClients(SETTINGS, TIME, new ClockOffset());
  private @Nullable S3Planes planes;

  private static RawServer well() {
    return new RawServer((n, head, out) -> {
      out.write(PortCall.LIST.answer());
      return true;
    });
  }

  @BeforeEach
  void profilesOfThisTestAlone() throws IOException {
    Path config = Files.writeString(folder.resolve("config"), CONFIG);
    set("aws.configFile", config.toString());
    set("aws.sharedCredentialsFile", folder.resolve("none").toString());
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
    if (planes != null) planes.close();
    clients.close();
    if (sts != null) sts.close();
    s3.close();
  }

  private StoreAt at(DataPlane plane, StoreAccess access) {
    return at(plane, access, s3.endpoint());
  }

  private StoreAt at(DataPlane plane, StoreAccess access, URI server) {
    AwsPlace own = AwsPlace.at(server, "AKIDOWN", "secret");
    if (planes != null) planes.close();
    planes = new S3Planes(SETTINGS, clients, TIME, plane, own, false);
    return planes.at(access);
  }

  private static StoreAccess as(@Nullable Identity identity) {
    return new StoreAccess(
        Optional.ofNullable(identity), Optional.empty(), Optional.empty(), Payer.OWNER, Map.of());
  }

  private static Ending list(ObjectStore store) throws InterruptedException {
    return PortCall.LIST.ending(store, Deadline.in(TIME, Duration.ofSeconds(20)));
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_profile_of_this_machine_signs_what_its_side_asks(DataPlane plane)
      throws InterruptedException {
    ObjectStore store = at(plane, as(new Identity("reader", null, null))).store();
    assertThat(list(store)).isEqualTo(new Ending.Value(PortCall.LIST.value()));
    assertThat(s3.heads()).hasSize(1).allMatch(head -> head.contains("credential=akidreader/"));
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_role_is_assumed_with_its_external_id_by_whom_the_side_names(DataPlane plane)
      throws InterruptedException {
    sts =
        new RawServer((n, head, out) -> {
          out.write(
              RawServer.answer(
                  "200 OK",
                  "Content-Type: text/xml\r\n",
                  """
                  <AssumeRoleResponse><AssumeRoleResult><Credentials>\
                  <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey>\
                  <SessionToken>token</SessionToken>\
                  <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>\
                  </AssumeRoleResult></AssumeRoleResponse>\
                  """));
          return true;
        });
    set("aws.endpointUrlSts", sts.endpoint().toString());
    set("aws.region", "eu-west-1");
    ObjectStore store =
        at(plane, as(new Identity("reader", null, new Role(ROLE, "longhaul-1")))).store();
    for (int i = 0; i < 3; i++) {
      assertThat(list(store)).isEqualTo(new Ending.Value(PortCall.LIST.value()));
    }
    assertThat(sts.heads()).hasSize(1).allMatch(head -> head.contains("credential=akidreader/"));
    assertThat(
            new String(sts.requests().getFirst().body(), java.nio.charset.StandardCharsets.UTF_8))
        .contains("ExternalId=longhaul-1")
        .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Freader");
    assertThat(s3.heads())
        .hasSize(3)
        .allMatch(head -> head.contains("credential=asiarole/"))
        .allMatch(head -> head.contains("x-amz-security-token: token"));
  }

  /** A worker that ended because one job's role is gone would take all other jobs with it. */
  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void an_identity_that_gives_nothing_is_the_jobs_matter_and_not_the_workers(DataPlane plane)
      throws InterruptedException {
    SecretReference key = SecretReference.parse("env:LONGHAUL_TEST_NOBODY_SETS_THIS");
    Map<Identity, String> wrong =
        Map.of(
            new Identity("nobody", null, null),
            "this machine has no profile 'nobody' (add it wherever",
            new Identity(null, new KeyReferences(key, key, null), null),
            "the environment of this process has no LONGHAUL_TEST_NOBODY_SETS_THIS (set it");
    for (Map.Entry<Identity, String> each : wrong.entrySet()) {
      ObjectStore store = at(plane, as(each.getKey())).store();
      StoreException denied = catchThrowableOfType(StoreException.class, () -> value(store));
      assertThat(denied.failure()).isEqualTo(FailureClass.DENIED);
      assertThat(denied).hasMessageContaining(each.getValue());
    }
    assertThat(s3.heads()).isEmpty();
  }

  private static void value(ObjectStore store) throws InterruptedException, IOException {
    var unused = PortCall.LIST.made(store, Deadline.in(TIME, Duration.ofSeconds(20)));
  }

  /** Asked for once, though many requests are signed with it. */
  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_key_lies_where_its_references_lead(DataPlane plane)
      throws InterruptedException, IOException {
    String parameter = "{\"Parameter\":{\"Name\":\"/key\",\"Value\":\"AKIDSTORED\"}}";
    String secret = "{\"Name\":\"theirs\",\"SecretString\":\"{\\\"secret\\\":\\\"s3cret\\\"}\"}";
    try (RawServer ssm = says("200 OK", parameter);
        RawServer manager = says("200 OK", secret)) {
      set("aws.endpointUrlSsm", ssm.endpoint().toString());
      set("aws.endpointUrlSecretsManager", manager.endpoint().toString());
      KeyReferences keys =
          new KeyReferences(
              SecretReference.parse("ssm:/key"),
              SecretReference.parse("secretsmanager:theirs#secret"),
              null);
      ObjectStore store = at(plane, as(new Identity(null, keys, null))).store();
      for (int i = 0; i < 3; i++) {
        assertThat(list(store)).isEqualTo(new Ending.Value(PortCall.LIST.value()));
      }
      assertThat(ssm.heads()).hasSize(1).allMatch(head -> head.contains("credential=akidown/"));
      assertThat(manager.heads()).hasSize(1);
      assertThat(s3.heads()).hasSize(3).allMatch(head -> head.contains("credential=akidstored/"));
    }
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void a_reference_that_leads_nowhere_says_so_and_nothing_of_the_secret(DataPlane plane)
      throws IOException {
    SecretReference field = SecretReference.parse("secretsmanager:theirs#other");
    for (String text : new String[] {"no json: s3cret", "{\\\"secret\\\":\\\"s3cret\\\"}"}) {
      String secret = "{\"Name\":\"theirs\",\"SecretString\":\"%s\"}".formatted(text);
      try (RawServer manager = says("200 OK", secret)) {
        set("aws.endpointUrlSecretsManager", manager.endpoint().toString());
        Identity identity = new Identity(null, new KeyReferences(field, field, null), null);
        assertThatExceptionOfType(StoreException.class)
            .isThrownBy(() -> value(at(plane, as(identity)).store()))
            .withMessageContaining("secretsmanager:theirs#other has no such field that is text")
            .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("s3cret"));
      }
    }
    String refusal = "{\"__type\":\"ParameterNotFound\",\"message\":\"no such parameter\"}";
    try (RawServer ssm = says("400 Bad Request", refusal)) {
      set("aws.endpointUrlSsm", ssm.endpoint().toString());
      SecretReference missing = SecretReference.parse("ssm:/missing");
      Identity identity = new Identity(null, new KeyReferences(missing, missing, null), null);
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> value(at(plane, as(identity)).store()))
          .withMessageContaining("ssm:/missing cannot be looked up: ParameterNotFound")
          .matches(e -> e.failure() == FailureClass.DENIED);
    }
  }

  private static RawServer says(String status, String json) {
    return new RawServer((n, head, out) -> {
      out.write(RawServer.answer(status, "Content-Type: application/x-amz-json-1.1\r\n", json));
      return true;
    });
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void keys_that_the_server_refuses_are_too(DataPlane plane) throws IOException {
    String refusal =
        "<Error><Code>ExpiredToken</Code><Message>The token has expired</Message></Error>";
    try (RawServer refuses =
        new RawServer((n, head, out) -> {
          out.write(RawServer.answer("400 Bad Request", "", refusal));
          return true;
        })) {
      StoreAccess side =
          new StoreAccess(
              Optional.empty(),
              Optional.empty(),
              Optional.of(refuses.endpoint()),
              Payer.OWNER,
              Map.of());
      assertThatExceptionOfType(StoreException.class)
          .as("another server says nothing of the machine's own identity")
          .isThrownBy(() -> value(at(plane, side).store()))
          .withMessageContaining("ExpiredToken");
      StoreAccess own =
          new StoreAccess(
              Optional.empty(), Optional.empty(), Optional.empty(), Payer.REQUESTER, Map.of());
      assertThatExceptionOfType(CredentialsRefused.class)
          .as("the machine's own server")
          .isThrownBy(() -> value(at(plane, own, refuses.endpoint()).store()));
    }
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void who_pays_and_who_owns_is_said_in_every_request(DataPlane plane)
      throws InterruptedException, IOException {
    for (PortCall call : PortCall.values()) {
      try (RawServer server =
          new RawServer((n, head, out) -> {
            out.write(call.answer());
            return true;
          })) {
        StoreAccess access =
            new StoreAccess(
                Optional.empty(),
                Optional.of("eu-west-1"),
                Optional.of(server.endpoint()),
                Payer.REQUESTER,
                Map.of("to", "111122223333"));
        StoreAt there = at(plane, access);
        assertThat(there.where()).isEqualTo("S3 at " + server.endpoint());
        assertThat(call.ending(there.store(), Deadline.in(TIME, Duration.ofSeconds(20))))
            .isEqualTo(new Ending.Value(call.value()));
        assertThat(server.heads())
            .as("%s", call)
            .isNotEmpty()
            .allMatch(head -> head.contains("\r\nx-amz-request-payer: requester\r\n"))
            .allMatch(head -> head.contains("x-amz-request-payer;") || head.contains("payer,"))
            .allMatch(head -> head.contains("\r\nx-amz-expected-bucket-owner: 111122223333\r\n"))
            .allMatch(head -> head.contains("/eu-west-1/s3/aws4_request"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DataPlane.class)
  void one_access_has_one_store(DataPlane plane) {
    StoreAccess access = as(new Identity("reader", null, null));
    StoreAt first = at(plane, access);
    assertThat(planes).isNotNull();
    assertThat(planes.at(as(new Identity("reader", null, null))).store()).isSameAs(first.store());
    assertThat(first.sameServer(planes.at(as(new Identity("other", null, null))))).isTrue();
  }
}

package io.longhaul.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.commands.Longhaul.Ended;
import io.longhaul.engine.RawServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles and SSO sessions of a user's home, as a command meets them. */
class ProfilesIT {
  private static final String START = "https://old.example.com/start";

  private static final String CONFIG =
      """
      [profile dev]
      sso_session = corp
      sso_account_id = 111122223333
      sso_role_name = Admin
      region = us-east-1
      [sso-session corp]
      sso_start_url = https://corp.example.com/start
      sso_region = us-east-1
      [profile old]
      sso_start_url = %s
      sso_region = us-east-1
      sso_account_id = 111122223333
      sso_role_name = Admin
      region = us-east-1
      [profile role]
      role_arn = arn:aws:iam::111122223333:role/worker
      source_profile = dev
      region = us-east-1
      """
          .formatted(START);

  @TempDir private Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private RawServer aws;

  @BeforeEach
  void aHome() throws IOException {
    aws =
        new RawServer((n, head, out) -> {
          boolean login = head.startsWith("get /federation/credentials");
          out.write(
              RawServer.answer(
                  "200 OK",
                  "Content-Type: application/json\r\n",
                  login
                      ? "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO\",\"secretAccessKey\":\"s\","
                            + "\"sessionToken\":\"t\",\"expiration\":4070908800000}}"
                      : "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}"));
          return true;
        });
    Files.createDirectories(folder.resolve("home/.aws/sso/cache"));
    Path config = Files.writeString(folder.resolve("home/.aws/config"), CONFIG);
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("AWS_CONFIG_FILE", config.toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    for (String service : List.of("DYNAMODB", "SQS", "STS", "SSO", "SSO_OIDC")) {
      environment.put("AWS_ENDPOINT_URL_" + service, aws.endpoint().toString());
    }
  }

  @AfterEach
  void close() throws IOException {
    aws.close();
  }

  /** A session as {@code aws sso login} leaves it behind. */
  private void session(String key, String expires) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(key.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("home/.aws/sso/cache").resolve(HexFormat.of().formatHex(digest) + ".json"),
        "{\"accessToken\":\"a\",\"expiresAt\":\"%s\",\"region\":\"us-east-1\",\"startUrl\":\"x\"}"
            .formatted(expires));
  }

  private Ended run(String profile, String... words) throws Exception {
    environment.put("AWS_PROFILE", profile);
    return new Longhaul(folder, environment).run(words);
  }

  /** What stderr says besides the resolved settings, and the launcher's first start. */
  private static List<String> said(Ended ended) {
    return ended
        .err()
        .lines()
        .filter(line -> line.startsWith("longhaul: ") && !line.contains("faster starts"))
        .toList();
  }

  @Test
  void a_session_that_lives_logs_in_and_its_role_asks_the_ledger() throws Exception {
    session(START, "2099-01-01T00:00:00Z");
    Ended status = run("old", "status");
    assertThat(status.exit()).as(status.err()).isZero();
    assertThat(status.out()).startsWith("no runs");
    assertThat(aws.heads()).anyMatch(head -> head.contains("credential=asiasso/"));
  }

  @Test
  void a_session_that_is_over_is_one_line_with_the_command_that_logs_in() throws Exception {
    session(START, "2020-01-01T00:00:00Z");
    session("corp", "2020-01-01T00:00:00Z");
    Ended old = run("old", "status");
    assertThat(old.exit()).isEqualTo(1);
    assertThat(said(old))
        .containsExactly(
            "longhaul: dynamodb:GetItem on table longhaul-default: NoCredentials: the SSO session"
                + " of profile old has expired, or was never begun (log in: aws sso login"
                + " --profile old)");
    Ended worker = run("dev", "worker");
    assertThat(worker.exit()).isEqualTo(1);
    assertThat(said(worker))
        .hasSize(1)
        .allMatch(line -> line.endsWith("(log in: aws sso login --profile dev)"));
    assertThat(aws.heads()).as("nothing is asked without credentials").isEmpty();
  }

  @Test
  void an_endpoint_that_is_no_servers_address_is_bad_input() throws Exception {
    environment.put("AWS_ENDPOINT_URL", "nonsense");
    for (String command : List.of("status", "worker")) {
      Ended ended = run("dev", command);
      assertThat(ended.exit()).isEqualTo(2);
      assertThat(ended.out()).isEmpty();
      assertThat(said(ended))
          .hasSize(1)
          .allMatch(line -> line.startsWith("longhaul: endpoint 'nonsense': write http://"));
    }
  }

  @Test
  void a_role_is_said_to_need_the_login_of_the_profile_it_builds_on() throws Exception {
    Ended deploy = run("role", "infra", "deploy", "--minimal");
    assertThat(deploy.exit()).isEqualTo(1);
    assertThat(said(deploy))
        .hasSize(1)
        .allMatch(line -> line.contains("dynamodb:DescribeTable on table longhaul-default"))
        .allMatch(line -> line.endsWith("(log in: aws sso login --profile dev)"));
  }

  @Test
  void an_embedded_cloud_needs_no_profile_and_files_that_can_be_read() throws Exception {
    try {
      assertThat(run("nobody", "local", "up").exit()).isZero();
      Ended status = run("nobody", "status", "--local");
      assertThat(status.exit()).as(status.err()).isZero();

      Files.writeString(Path.of(environment.get("AWS_CONFIG_FILE")), "[profile dev\n");
      Ended unreadable = run("nobody", "status", "--local");
      assertThat(unreadable.exit()).isEqualTo(2);
      assertThat(said(unreadable))
          .hasSize(1)
          .allMatch(line -> line.contains("/.aws/config cannot be read: "))
          .allMatch(line -> line.contains("must end with ']' on line 1"));
    } finally {
      run("nobody", "local", "down");
    }
  }

  @Test
  void a_profile_that_is_not_there_is_a_misuse() throws Exception {
    Ended status = run("nobody", "status");
    assertThat(status.exit()).isEqualTo(2);
    assertThat(said(status))
        .hasSize(1)
        .allMatch(line -> line.contains("there is no profile 'nobody', which AWS_PROFILE names"))
        .allMatch(line -> line.endsWith("there are: dev, old, role"));
  }
}

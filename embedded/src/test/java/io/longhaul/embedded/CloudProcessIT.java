package io.longhaul.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cloud as its users meet it: a process, a file that says where it is, three engines. */
class CloudProcessIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  final List<Process> processes = new ArrayList<>();

  @AfterEach
  void killAll() {
    for (Process process : processes) process.destroyForcibly();
  }

  @Test
  void it_serves_until_it_is_told_to_stop_and_comes_back_the_same() throws Exception {
    Process first = start();
    CloudDescription cloud = awaitReady(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cloudJson())))
        .isEqualTo("rw-------");
    assertThat(cloud.pid()).isEqualTo(first.pid());
    queues_have_their_dead_letter_queue(cloud);
    ledger_opens_with_the_password_only(cloud);
    nothing_listens_beyond_loopback(cloud);
    a_second_one_is_refused();

    first.destroy();
    first.waitFor();
    assertThat(cloudJson()).doesNotExist();

    Process parent = new ProcessBuilder("sleep", "600").start();
    processes.add(parent);
    Process second = start("--parent-pid", Long.toString(parent.pid()));
    CloudDescription again = awaitReady(second);
    assertThat(again.sqsEndpoint()).isEqualTo(cloud.sqsEndpoint());
    assertThat(again.s3Endpoint()).isEqualTo(cloud.s3Endpoint());
    assertThat(again.secretKey()).isEqualTo(cloud.secretKey());
    ledger_kept_its_rows(again);
    parent.destroy();
    assertThat(second.waitFor()).isZero();
    assertThat(cloudJson()).doesNotExist();
  }

  private void queues_have_their_dead_letter_queue(CloudDescription cloud) throws Exception {
    String attributes =
        sqs(
            cloud,
            "Action=GetQueueAttributes&AttributeName.1=All&QueueUrl="
                + cloud.sqsEndpoint()
                + "/000000000000/longhaul-it-small");
    assertThat(attributes)
        .contains("longhaul-it-dead")
        .containsPattern("maxReceiveCount\\D+20")
        .containsPattern("VisibilityTimeout</Name>\\s*<Value>60<");
    assertThat(sqs(cloud, "Action=ListQueues"))
        .contains("longhaul-it-medium", "longhaul-it-large", "longhaul-it-dead");
  }

  private static String sqs(CloudDescription cloud, String form) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(cloud.sqsEndpoint() + "/"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private void ledger_opens_with_the_password_only(CloudDescription cloud) throws SQLException {
    assertThatThrownBy(
            () -> DriverManager.getConnection(cloud.ledgerUrl(), cloud.ledgerUser(), "guess"))
        .isInstanceOf(SQLException.class);
    String other = cloud.ledgerUrl().replace("/ledger", "/another");
    assertThatThrownBy(() -> DriverManager.getConnection(other, "sa", ""))
        .isInstanceOf(SQLException.class);
    try (var connection =
            DriverManager.getConnection(
                cloud.ledgerUrl(), cloud.ledgerUser(), cloud.ledgerPassword());
        var statement = connection.createStatement()) {
      statement.execute("create table kept(n int)");
      statement.execute("insert into kept values (42)");
    }
  }

  private void ledger_kept_its_rows(CloudDescription cloud) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                cloud.ledgerUrl(), cloud.ledgerUser(), cloud.ledgerPassword());
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select n from kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(42);
    }
  }

  private void nothing_listens_beyond_loopback(CloudDescription cloud) throws IOException {
    for (var network : NetworkInterface.networkInterfaces().toList()) {
      if (network.isLoopback()) continue;
      for (InetAddress address : network.inetAddresses().toList()) {
        for (int port : new int[] {cloud.sqsPort(), cloud.s3Port(), cloud.ledgerPort()}) {
          assertThatThrownBy(() -> new Socket(address, port).close())
              .as("%s:%d", address, port)
              .isInstanceOf(IOException.class);
        }
      }
    }
  }

  private void a_second_one_is_refused() throws Exception {
    Process second = start();
    assertThat(second.waitFor()).isEqualTo(2);
    assertThat(new String(second.getErrorStream().readAllBytes(), UTF_8).lines())
        .filteredOn(line -> !line.startsWith("WARNING"))
        .singleElement()
        .asString()
        .contains("another embedded cloud already uses the state folder");
    assertThat(cloudJson()).exists();
  }

  private Path cloudJson() {
    return folder.resolve("state/cloud.json");
  }

  private Process start(String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EmbeddedCloud.class.getName(),
                "--state",
                folder.resolve("state").toString(),
                "--s3-root",
                folder.resolve("s3").toString(),
                "--stack",
                "it"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).start();
    processes.add(process);
    return process;
  }

  private CloudDescription awaitReady(Process process) throws IOException {
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    if (line == null) {
      throw new IOException(new String(process.getErrorStream().readAllBytes(), UTF_8));
    }
    assertThat(line).startsWith("ready ");
    return JSON.readValue(cloudJson().toFile(), CloudDescription.class);
  }
}

package io.longhaul.ami;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.launcher.Shell;
import io.longhaul.launcher.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvisionTest {
  private static final String SETTINGS = "etc/longhaul/worker.env";
  private static final String AGENT = "etc/longhaul/cloudwatch-agent.json";

  @TempDir private Path folder;
  private MachineBelow machine;

  @BeforeEach
  void make_a_machine() throws Exception {
    machine = new MachineBelow(folder);
  }

  @Test
  void what_has_another_sha_256_is_refused_and_nothing_is_installed() throws Exception {
    Path distribution = machine.distribution("first");

    Ended ended =
        machine.provision("install", "--from", distribution.toString(), "--sha256", "0".repeat(64));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("refused: " + distribution)
        .contains(MachineBelow.sha256(distribution));
    assertThat(machine.files()).isEmpty();
  }

  @Test
  void what_is_no_distribution_is_refused_although_its_sha_256_is_right() throws Exception {
    Path home = Files.createDirectories(folder.resolve("other/longhaul"));
    Shell.script(home.resolve("bin/longhaul"), "#!/bin/sh\n");

    Ended ended = machine.install(machine.pack(home));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("is no distribution");
    assertThat(machine.files()).isEmpty();
  }

  @Test
  void installed_again_nothing_is_written_to_the_distribution() throws Exception {
    Path distribution = machine.distribution("first");
    assertThat(machine.install(distribution).exit()).isZero();
    Map<String, String> before = machine.files();

    Ended ended = machine.install(distribution);

    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).contains("is there");
    Map<String, String> after = machine.files();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.keySet().removeIf(name -> !name.startsWith("opt/"));
    assertThat(after).containsAllEntriesOf(before);
  }

  @Test
  void another_distribution_takes_the_place_of_the_old_one_and_leaves_none_of_it()
      throws Exception {
    Path old = machine.distribution("first");
    assertThat(machine.install(old).exit()).isZero();
    Files.writeString(machine.root().resolve("opt/longhaul/of-the-old-one"), "");
    // As if it had been killed while it unpacked.
    Files.createDirectories(machine.root().resolve("opt/longhaul.new.abc"));

    assertThat(machine.install(machine.distribution("second")).exit()).isZero();

    assertThat(machine.text("opt/longhaul/bin/longhaul")).contains("second");
    assertThat(machine.root().resolve("opt").toFile().list()).containsExactly("longhaul");
    assertThat(machine.root().resolve("opt/longhaul").toFile().list())
        .containsExactlyInAnyOrder("ami", "bin", ".sha256");
  }

  @Test
  void programs_can_be_run_however_they_were_packed() throws Exception {
    Path home = machine.distribution("first").resolveSibling("longhaul");
    for (String program : Set.of("bin/longhaul", "ami/worker-over.sh", "ami/provision.sh")) {
      assertThat(home.resolve(program).toFile().setExecutable(false, false)).isTrue();
    }

    assertThat(machine.install(machine.pack(home)).exit()).isZero();

    Path installed = machine.root().resolve("opt/longhaul");
    assertThat(installed.resolve("bin/longhaul")).isExecutable();
    assertThat(installed.resolve("ami/worker-over.sh")).isExecutable();
  }

  @Test
  void of_s3_it_asks_three_times() throws Exception {
    Path distribution = machine.distribution("first");
    machine.play(
        "aws",
        """
        echo "$*" >>asked
        [ "$(wc -l <asked)" -ge 3 ] || exit 1
        cp '%s' "$5"
        """
            .formatted(distribution));

    Ended ended =
        machine.provision(
            "install",
            "--from",
            "s3://bucket/a.tar.gz",
            "--sha256",
            MachineBelow.sha256(distribution));

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .hasSize(3)
        .allMatch(line -> line.startsWith("s3 cp --only-show-errors s3://bucket/a.tar.gz "));
    assertThat(machine.naps()).containsExactly("5", "10");
  }

  @Test
  void of_an_s3_that_does_not_answer_it_says_so_and_ends() throws Exception {
    machine.play("aws", "exit 1");

    Ended ended =
        machine.provision("install", "--from", "s3://bucket/a.tar.gz", "--sha256", "0".repeat(64));

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("s3://bucket/a.tar.gz cannot be read");
    assertThat(machine.naps()).containsExactly("5", "10");
  }

  @Test
  void a_start_writes_the_stack_its_region_and_as_many_slots_as_cores_need() throws Exception {
    machine.install(machine.distribution("first"));
    machine.play("nproc", "echo 16");

    Ended ended = machine.start();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(machine.text(SETTINGS).lines())
        .contains(
            "LONGHAUL_STACK=\"orders\"",
            "AWS_REGION=\"eu-central-1\"",
            "LONGHAUL_LOG=\"json\"",
            "LONGHAUL_IDLE=\"10m\"",
            "LONGHAUL_CLOUDWATCH=\"Longhaul\"",
            "LONGHAUL_HEALTH_PORT=\"8080\"",
            "LONGHAUL_WORKER_OPTIONS=\"--slots 64,32,8\"",
            "LONGHAUL_AFTER=\"power-off\"");
  }

  @Test
  void what_the_environment_says_takes_the_place_of_what_is_usual() throws Exception {
    machine.install(machine.distribution("first"));
    machine.set("LONGHAUL_IDLE", "3m");
    machine.set("LONGHAUL_AFTER", "stay");
    machine.set("LONGHAUL_SESSION", "30");
    machine.set("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000");

    machine.start();

    assertThat(machine.text(SETTINGS).lines())
        .contains(
            "LONGHAUL_IDLE=\"3m\"",
            "LONGHAUL_AFTER=\"stay\"",
            "LONGHAUL_SESSION=\"30\"",
            "AWS_ENDPOINT_URL_S3=\"http://127.0.0.1:9000\"");
  }

  @Test
  void a_shell_finds_nothing_to_expand_in_the_settings() throws Exception {
    machine.install(machine.distribution("first"));
    machine.set("LONGHAUL_JAVA_OPTS", "-Dx=$(touch /tmp/x)");

    Ended ended = machine.start();

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("LONGHAUL_JAVA_OPTS").hasLineCount(1);
    assertThat(machine.root().resolve(SETTINGS)).doesNotExist();
  }

  @Test
  void logs_go_to_the_group_of_the_stack_under_the_name_of_the_instance() throws Exception {
    machine.install(machine.distribution("first"));
    machine.start();

    JsonNode agent = new ObjectMapper().readTree(machine.text(AGENT));

    assertThat(agent.at("/agent/region").asText()).isEqualTo("eu-central-1");
    JsonNode files = agent.at("/logs/logs_collected/files/collect_list");
    assertThat(files).hasSize(2);
    assertThat(files)
        .allSatisfy(file -> {
          assertThat(file.at("/log_group_name").asText()).isEqualTo("/longhaul/orders");
          assertThat(file.at("/log_stream_name").asText()).startsWith("{instance_id}/");
        });
    // The unit writes where the agent reads.
    assertThat(machine.text("etc/systemd/system/longhaul-worker.service"))
        .contains("StandardError=append:" + files.get(0).at("/file_path").asText() + "\n");
  }

  @Test
  void a_worker_is_watched_and_starts_no_commands_unless_that_is_switched() throws Exception {
    machine.install(machine.distribution("first"));
    Path dropIns = machine.root().resolve("etc/systemd/system/longhaul-worker.service.d");

    machine.start();
    assertThat(dropIns.toFile().list()).containsExactly("watchdog.conf");

    machine.set("LONGHAUL_EXEC", "yes");
    machine.set("LONGHAUL_WATCHDOG", "yes");
    machine.start();
    assertThat(dropIns.toFile().list()).containsExactlyInAnyOrder("exec.conf", "watchdog.conf");

    machine.set("LONGHAUL_EXEC", "");
    machine.set("LONGHAUL_WATCHDOG", "no");
    machine.start();
    assertThat(dropIns.toFile().list()).isEmpty();
  }

  @Test
  void nothing_is_started_before_it_is_installed() throws Exception {
    Ended ended = machine.start();

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("'provision.sh install' comes first");
    assertThat(machine.files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "install | --from is missing",
        "install --from /no/such.tar.gz --sha256 SHA | no such file",
        "install --from s3://bucket --sha256 SHA | s3://BUCKET/KEY",
        "install --from /etc/passwd --sha256 ABC | 64 hexadecimal digits",
        "install --from | its value is missing",
        "install --stack x | unknown",
        "start --stack Orders --region eu-central-1 | --stack 'Orders'",
        "start --stack a/b --region eu-central-1 | --stack 'a/b'",
        "start --stack orders | --region ''",
        "start --stack orders --region Europe | --region 'Europe'",
        "start --stack orders --region eu-central-1 --log-group a,b | --log-group",
        "frobnicate | 'frobnicate'",
      })
  void what_is_wrong_is_named_in_one_line(String arguments, String said) throws Exception {
    Ended ended = machine.provision(arguments.replace("SHA", "0".repeat(64)).split(" "));

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains(said.strip()).hasLineCount(1);
    assertThat(ended.out()).isEmpty();
    assertThat(machine.files()).isEmpty();
  }

  @Test
  void help_says_how_and_is_no_misuse() throws Exception {
    Ended ended = machine.run(MachineBelow.AMI.resolve("provision.sh").toString(), "--help");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out()).contains("provision.sh install --from").contains("Exit status");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void an_image_holds_no_stack_no_keys_and_no_logs() throws Exception {
    machine.install(machine.distribution("first"));
    machine.start();
    for (String file :
        Set.of(
            "home/ec2-user/.ssh/authorized_keys",
            "root/.ssh/authorized_keys",
            "root/.bash_history",
            "etc/ssh/ssh_host_ed25519_key",
            "var/log/longhaul/worker.log",
            "var/log/cloud-init.log",
            "var/lib/longhaul/x",
            "etc/machine-id")) {
      Path path = machine.root().resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, "of this machine");
    }

    assertThat(machine.provision("clean").exit()).isZero();

    assertThat(machine.files().entrySet())
        .noneMatch(file -> file.getValue().endsWith("of this machine"))
        .noneMatch(file -> file.getKey().equals(SETTINGS) || file.getKey().equals(AGENT));
    assertThat(machine.text("etc/machine-id")).isEmpty();
    assertThat(smoke().exit()).as(smoke().out()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "opt/longhaul/.sha256, SHA-256",
    "etc/systemd/system/longhaul-worker.service, longhaul-worker.service",
    "etc/longhaul/worker.env, no stack is set",
    "home/ec2-user/.ssh/authorized_keys, no key",
    "var/log/longhaul/worker.log, left nothing behind"
  })
  void an_image_that_is_not_as_it_should_be_fails_and_says_why(String file, String said)
      throws Exception {
    machine.install(machine.distribution("first"));
    assertThat(smoke().exit()).isZero();
    Path path = machine.root().resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, "something else");

    Ended ended = smoke();

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out().lines().filter(line -> line.startsWith("FAILED")))
        .singleElement()
        .asString()
        .contains(said);
  }

  private Ended smoke() throws Exception {
    return machine.run(
        machine.root().resolve("opt/longhaul/ami/smoke-test.sh").toString(),
        "--root",
        machine.root().toString());
  }
}

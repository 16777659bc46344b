package io.longhaul.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.launcher.Shell;
import io.longhaul.launcher.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
  private static final String KEY = "s3://longhaul-orders-123456789012-eu-central-1/d.tar.gz";

  @TempDir private Path folder;
  private MachineBelow machine;

  @BeforeEach
  void make_a_machine() throws Exception {
    machine = new MachineBelow(folder);
    machine.set("LONGHAUL_ROOT", machine.root().toString());
    machine.set("LONGHAUL_STACK", "orders");
    machine.set("AWS_REGION", "eu-central-1");
    machine.set("LONGHAUL_DISTRIBUTION", KEY);
    machine.play("aws", "echo \"$*\" >>asked; exit 1");
    machine.play("curl", "exit 7"); // no machine whose metadata could be asked
  }

  private void serve(Path distribution) throws Exception {
    machine.play("aws", "echo \"$4\" >>asked; cp '%s' \"$5\"".formatted(distribution));
  }

  private void pin(Path distribution) throws Exception {
    machine.set("LONGHAUL_DISTRIBUTION_SHA256", MachineBelow.sha256(distribution));
  }

  private Ended boot() throws Exception {
    return machine.run("bash", MachineBelow.AMI.resolve("user-data.sh").toString());
  }

  @Test
  void a_stock_image_fetches_what_the_stack_pins_and_is_provisioned_by_it() throws Exception {
    Path distribution = machine.distribution("first");
    serve(distribution);
    pin(distribution);

    Ended ended = boot();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("asked"))).containsExactly(KEY);
    assertThat(machine.text("opt/longhaul/bin/longhaul")).contains("first");
    assertThat(machine.text("etc/longhaul/worker.env")).contains("LONGHAUL_STACK=\"orders\"\n");
    assertThat(machine.text("etc/longhaul/cloudwatch-agent.json")).contains("\"/longhaul/orders\"");
  }

  @Test
  void on_an_image_that_has_it_nothing_is_fetched_and_the_worker_is_started() throws Exception {
    Path distribution = machine.distribution("first");
    machine.install(distribution);
    pin(distribution);

    Ended ended = boot();

    assertThat(ended.exit()).as(ended.err()).isZero();
    assertThat(folder.resolve("asked")).doesNotExist();
    assertThat(machine.text("etc/longhaul/worker.env")).contains("LONGHAUL_STACK=\"orders\"\n");
  }

  @Test
  void an_image_of_an_older_version_gets_the_one_that_the_stack_pins() throws Exception {
    machine.install(machine.distribution("first"));
    Path newer = machine.distribution("second");
    serve(newer);
    pin(newer);

    assertThat(boot().exit()).isZero();

    assertThat(machine.text("opt/longhaul/bin/longhaul")).contains("second");
  }

  @Test
  void what_the_stack_does_not_pin_is_refused_before_a_line_of_it_is_run() throws Exception {
    Path other = machine.distribution("other");
    Path home = other.resolveSibling("longhaul");
    Shell.script(home.resolve("ami/provision.sh"), "#!/bin/sh\ntouch '" + folder + "/was-run'\n");
    serve(machine.pack(home));
    machine.set("LONGHAUL_DISTRIBUTION_SHA256", "0".repeat(64));

    Ended ended = boot();

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("refused: " + KEY).contains("it powers off in 30 minutes");
    assertThat(folder.resolve("was-run")).doesNotExist();
    assertThat(machine.files()).isEmpty();
  }

  @Test
  void a_bucket_that_does_not_answer_is_asked_three_times() throws Exception {
    machine.set("LONGHAUL_DISTRIBUTION_SHA256", "0".repeat(64));

    Ended ended = boot();

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("asked"))).hasSize(3);
    assertThat(machine.naps()).containsExactly("5", "10");
    assertThat(ended.err()).contains("this machine is still in its group");
  }

  @Test
  void a_machine_that_cannot_work_is_taken_out_of_its_group_which_wants_one_fewer()
      throws Exception {
    machine.set("LONGHAUL_DISTRIBUTION_SHA256", "");
    machine.play("curl", "case $* in *token:*) echo i-0abc ;; *) echo a-token ;; esac");
    machine.play("aws", "echo \"$*\" >>asked");

    Ended ended = boot();

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).doesNotContain("still in its group");
    assertThat(Files.readAllLines(folder.resolve("asked")))
        .containsExactly(
            "autoscaling detach-instances --region eu-central-1 --instance-ids i-0abc"
                + " --auto-scaling-group-name longhaul-orders --should-decrement-desired-capacity");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LONGHAUL_STACK",
        "AWS_REGION",
        "LONGHAUL_DISTRIBUTION",
        "LONGHAUL_DISTRIBUTION_SHA256"
      })
  void what_the_template_forgot_to_export_is_named(String variable) throws Exception {
    machine.set("LONGHAUL_DISTRIBUTION_SHA256", "0".repeat(64));
    machine.set(variable, "");

    Ended ended = boot();

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains(variable + " is not set");
  }
}

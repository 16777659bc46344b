package io.longhaul.ami;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.launcher.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the machine, by what the script asks of the system. */
class WorkerOverTest {
  @TempDir private Path folder;
  private MachineBelow machine;
  private Path asked;

  @BeforeEach
  void have_the_system_play() throws Exception {
    machine = new MachineBelow(folder);
    asked = folder.resolve("asked-of-the-system");
    for (String program : List.of("systemctl", "shutdown")) {
      machine.play(program, "echo \"%s $1 $2\" >>'%s'".formatted(program, asked));
    }
    machine.set("LONGHAUL_RUN", folder.toString());
    machine.set("LONGHAUL_ENV", folder.resolve("worker.env").toString());
  }

  private Ended over(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = MachineBelow.AMI.resolve("worker-over.sh").toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return machine.run(command);
  }

  private List<String> asked() throws Exception {
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }

  @Test
  void a_worker_that_left_by_itself_takes_its_machine_along() throws Exception {
    machine.set("SERVICE_RESULT", "success");
    over("asked"); // without a process: it had ended by then

    assertThat(over().exit()).isZero();

    assertThat(asked()).containsExactly("systemctl --no-block poweroff");
  }

  @Test
  void one_that_was_stopped_leaves_its_machine_and_is_forgotten() throws Exception {
    machine.set("SERVICE_RESULT", "success");
    machine.set("MAINPID", "17");
    over("asked");

    assertThat(over().out()).contains("the machine stays");
    assertThat(asked()).isEmpty();

    machine.set("MAINPID", "");
    over("asked");
    over();
    assertThat(asked()).containsExactly("systemctl --no-block poweroff");
  }

  @Test
  void one_that_failed_is_left_to_be_started_again() throws Exception {
    machine.set("SERVICE_RESULT", "exit-code");
    machine.set("EXIT_STATUS", "1");

    assertThat(over().out()).contains("failed: exit-code");

    assertThat(asked()).isEmpty();
  }

  @Test
  void one_that_failed_for_good_leaves_half_an_hour_to_look() throws Exception {
    machine.play("curl", "exit 7"); // nobody tells which machine it is

    assertThat(over("failed").out()).contains("this machine is still in its group");

    assertThat(asked()).containsExactly("shutdown -P +30");
  }

  @Test
  void one_that_failed_for_good_is_taken_out_of_its_group_by_its_own_id() throws Exception {
    Files.writeString(
        folder.resolve("worker.env"), "LONGHAUL_STACK=\"orders\"\nAWS_REGION=\"eu-central-1\"\n");
    machine.play("curl", "case $* in *token:*) echo i-0abc ;; *) echo a-token ;; esac");
    machine.play("aws", "echo \"aws $*\" >>'%s'".formatted(asked));

    assertThat(over("failed").out()).doesNotContain("still in its group");

    assertThat(asked())
        .containsExactly(
            "aws autoscaling detach-instances --region eu-central-1 --instance-ids i-0abc"
                + " --auto-scaling-group-name longhaul-orders --should-decrement-desired-capacity",
            "shutdown -P +30");
  }

  @Test
  void where_the_settings_say_so_the_machine_stays() throws Exception {
    Files.writeString(folder.resolve("worker.env"), "LONGHAUL_AFTER=\"stay\"\n");
    machine.set("LONGHAUL_AFTER", "stay");
    machine.play("curl", "exit 7");
    machine.set("SERVICE_RESULT", "success");

    over();
    over("failed");

    assertThat(asked()).isEmpty();
  }

  @Test
  void a_word_that_it_does_not_know_is_misuse() throws Exception {
    assertThat(over("later").exit()).isEqualTo(2);
    assertThat(asked()).isEmpty();
  }
}

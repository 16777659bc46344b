package io.longhaul.ami;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.Waits;
import io.longhaul.launcher.Shell;
import io.longhaul.launcher.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What makes a worker's machine, as far as this one has the tools: those that check it, and a
 * systemd that is really started.
 */
@Waits
class MachineIT {
  private static final Path HOME = Path.of("target/longhaul").toAbsolutePath();
  private static final int CANNOT = 3;

  @TempDir private Path folder;

  @Test
  void nothing_is_wrong_with_scripts_units_and_templates() throws Exception {
    Ended ended = run(MachineBelow.AMI.resolve("check"));

    say(ended);
    assertThat(ended.exit()).as(ended.out()).isZero();
    assertThat(ended.out()).contains("ok user data is smaller than 16384 bytes");
  }

  @Test
  void what_is_wrong_fails_the_check() throws Exception {
    Path copy = Files.createDirectory(folder.resolve("ami"));
    try (Stream<Path> files = Files.list(MachineBelow.AMI)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    append(copy.resolve("user-data.sh"), "# ${Stack}" + "x".repeat(16_384));
    append(copy.resolve("worker-over.sh"), "rm -rf $nothing/*");
    append(copy.resolve("longhaul-imds.service"), "[Service]\nNoNewPriviledges=yes");
    append(copy.resolve("exec.conf"), "CapabilityBoundingSet=~\nProtectSystem=no");
    append(copy.resolve("worker.pkr.hcl"), "nonsense {}");

    Ended ended = run(copy.resolve("check"));

    assertThat(ended.exit()).isEqualTo(1);
    List<String> passed = ended.out().lines().filter(line -> line.startsWith("ok ")).toList();
    assertThat(passed)
        .noneMatch(line -> line.contains("user data is smaller"))
        .noneMatch(line -> line.contains("nothing in it to put in"))
        .noneMatch(line -> line.contains("shellcheck finds nothing"))
        .noneMatch(line -> line.contains("systemd understands the units"))
        .noneMatch(line -> line.contains("the worker of an exec stack"))
        .noneMatch(line -> line.contains("Packer takes the template"));
  }

  @Test
  void a_real_systemd_does_with_the_worker_what_its_units_promise() throws Exception {
    Ended ended = run(MachineBelow.AMI.resolve("rehearse"), HOME.toString());

    boolean cannot = ended.exit() == CANNOT;
    if (cannot) System.err.println("SKIPPED, no systemd was started: " + ended.err());
    assumeTrue(!cannot, "no systemd was started: " + ended.err());
    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .contains("ok the first start of a stock image ends well")
        .contains("ok a command does not")
        .contains("ok and pets the watchdog, also while no ledger answers")
        .contains("ok when it hangs it is started anew")
        .contains("ok the program itself works within the limits of its unit")
        .contains("ok the machine powers off once its worker has left");
  }

  @Test
  void the_distribution_brings_along_what_makes_a_machine_of_a_stock_image() {
    for (String script :
        List.of("provision.sh", "smoke-test.sh", "worker-over.sh", "user-data.sh")) {
      assertThat(HOME.resolve("ami").resolve(script)).isExecutable();
    }
    assertThat(HOME.resolve("ami/longhaul-worker.service")).isRegularFile();
    assertThat(HOME.resolve("ami/check")).doesNotExist();
  }

  private Ended run(Path script, String... arguments) throws Exception {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    String[] command = new String[arguments.length + 1];
    command[0] = script.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return new Shell(folder, environment).run(command);
  }

  private static void append(Path file, String line) throws Exception {
    Files.writeString(file, Files.readString(file) + line + "\n");
  }

  private static void say(Ended ended) {
    ended.out().lines().filter(line -> line.startsWith("SKIPPED")).forEach(System.err::println);
  }
}

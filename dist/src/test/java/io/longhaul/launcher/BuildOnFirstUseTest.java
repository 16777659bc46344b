package io.longhaul.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.launcher.Shell.Ended;
import io.longhaul.launcher.Shell.Started;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a source tree whose Maven and Java are fakes that note how they were called. */
class BuildOnFirstUseTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME" >>builds.txt
      [ -e broken ] && echo '[INFO] noise' && echo '[ERROR] it does not compile' && exit 1
      sleep 0.3
      mkdir -p dist/target/longhaul/lib
      : >dist/target/longhaul/lib/longhaul.jar
      : >dist/target/longhaul/built
      """;

  @TempDir private Path folder;
  private Path tree;
  private Path source;
  private Path jdk;
  private Shell shell;

  @BeforeEach
  void lay_out_a_source_tree() throws Exception {
    tree = Files.createDirectory(folder.resolve("source tree"));
    source = tree.resolve("common/src/main/java/A.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, "class A {}");
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Files.writeString(tree.resolve("common/pom.xml"), "<project/>");
    Files.copy(Path.of("../longhaul"), tree.resolve("longhaul"));
    Shell.script(tree.resolve("mvnw"), MAVEN);
    jdk = Shell.jdk(folder.resolve("jdk"), "25.0.1");
    shell =
        new Shell(
            folder,
            Map.of(
                "PATH",
                "/usr/bin:/bin",
                "HOME",
                folder.toString(),
                "LONGHAUL_JAVA_HOME",
                jdk.toString(),
                "LONGHAUL_JAVA_OPTS",
                "-Dmine=1"));
  }

  @Test
  void first_use_builds_says_so_and_hands_over() throws Exception {
    Ended ended = longhaul("status", "a run", "--json");

    assertThat(ended.exit()).isZero();
    assertThat(ended.err()).contains("building (first use");
    assertThat(ended.out().lines())
        .containsSequence(
            "<-cp>",
            "<" + tree.toRealPath() + "/dist/target/longhaul/lib/longhaul.jar>",
            "<io.longhaul.Main>",
            "<status>",
            "<a run>",
            "<--json>")
        .contains("<-Dlonghaul.home=" + tree.toRealPath() + "/dist/target/longhaul>", "<-Dmine=1>");
    assertThat(builds()).containsExactly(jdk.toString());
  }

  @Test
  void second_use_starts_at_once() throws Exception {
    longhaul();

    Ended second = longhaul();

    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void a_changed_source_builds_again() throws Exception {
    longhaul();
    makeNewer(source);

    Ended second = longhaul();

    assertThat(second.err()).contains("building (sources have changed)");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void a_changed_pom_builds_again() throws Exception {
    longhaul();
    makeNewer(tree.resolve("common/pom.xml"));

    longhaul();

    assertThat(builds()).hasSize(2);
  }

  @Test
  void two_at_once_build_once() throws Exception {
    Started one = shell.start(launcher());
    Started other = shell.start(launcher());

    assertThat(one.await().exit()).isZero();
    assertThat(other.await().exit()).isZero();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void a_lock_whose_owner_was_killed_holds_nobody_up() throws Exception {
    Path lock = Files.createDirectories(tree.resolve(".longhaul/building"));
    Process gone = new ProcessBuilder("/bin/sh", "-c", "exit").start();
    gone.waitFor();
    Files.writeString(lock.resolve("pid"), gone.pid() + "\n");

    assertThat(longhaul().exit()).isZero();
    assertThat(lock).doesNotExist();
  }

  @Test
  void a_failed_build_shows_its_errors_and_starts_nothing() throws Exception {
    Files.createFile(tree.resolve("broken"));

    Ended ended = longhaul();

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("[ERROR] it does not compile")
        .contains("build.log")
        .doesNotContain("noise");
    assertThat(tree.resolve(".longhaul/building")).doesNotExist();
  }

  @Test
  void a_packaged_distribution_builds_nothing_and_may_be_linked_to() throws Exception {
    Path home = folder.resolve("opt/longhaul");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("../longhaul"), home.resolve("bin/longhaul"));
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/longhaul.jar"));
    Files.createSymbolicLink(folder.resolve("lh"), Path.of("opt/longhaul/bin/longhaul"));

    Ended ended = shell.run(folder.resolve("lh").toString(), "worker");

    assertThat(ended.exit()).isZero();
    assertThat(ended.out())
        .contains("<-Dlonghaul.home=" + home.toRealPath() + ">", "<worker>")
        .contains("<-Dlonghaul.program=" + folder.resolve("lh") + ">");
    assertThat(ended.out()).doesNotContain("TieredStopAtLevel");
    assertThat(shell.run(folder.resolve("lh").toString(), "submit").out())
        .contains("TieredStopAtLevel");
  }

  @Test
  void found_on_the_path_it_goes_by_its_name_there_and_else_as_it_was_called() throws Exception {
    Path home = folder.resolve("opt/longhaul");
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("../longhaul"), home.resolve("bin/longhaul"));
    Files.createDirectory(home.resolve("lib"));
    Files.createFile(home.resolve("lib/longhaul.jar"));
    String bin = home.resolve("bin").toString();
    assertThat(shell.run("sh", "-c", "PATH=" + bin + ":$PATH; longhaul watch a").out())
        .contains("<-Dlonghaul.program=longhaul>");
    assertThat(shell.run("sh", "-c", "cd " + bin + "; ./longhaul watch a").out())
        .contains("<-Dlonghaul.program=./longhaul>");
  }

  @Test
  void a_launcher_torn_from_its_distribution_says_so() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Path alone = Files.copy(Path.of("../longhaul"), folder.resolve("bin/longhaul"));

    Ended ended = shell.run(alone.toString());

    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("no lib/longhaul.jar in");
  }

  private Ended longhaul(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = launcher();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return shell.run(command);
  }

  private String launcher() {
    return tree.resolve("longhaul").toString();
  }

  private List<String> builds() throws Exception {
    return Files.readAllLines(tree.resolve("builds.txt"));
  }

  private void makeNewer(Path file) throws Exception {
    FileTime built = Files.getLastModifiedTime(tree.resolve("dist/target/longhaul/built"));
    Files.setLastModifiedTime(file, FileTime.from(built.toInstant().plus(Duration.ofSeconds(2))));
  }
}

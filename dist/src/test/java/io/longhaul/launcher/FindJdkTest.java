package io.longhaul.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.launcher.Shell.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher picks a JDK from a tree of fakes as it would from the machine's. */
class FindJdkTest {
  private static final Path LAUNCHER = Path.of("../longhaul").toAbsolutePath().normalize();

  @TempDir private Path root;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void no_java_on_the_path() throws Exception {
    environment.put("HOME", "/home/me");
    environment.put("PATH", Files.createDirectory(root.resolve("path")).toString());
    environment.put("LONGHAUL_LOAD_ONLY", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/lib/jvm/temurin-25-jdk-amd64",
        "opt/jdk-25",
        "home/me/.sdkman/candidates/java/25.0.1-tem",
        "home/me/.jdks/temurin-25.0.1",
        "home/me/.asdf/installs/java/temurin-25.0.1",
        "home/me/.local/share/mise/installs/java/25",
        "Library/Java/JavaVirtualMachines/temurin-25.jdk/Contents/Home",
        "home/me/Library/Java/JavaVirtualMachines/corretto-25.jdk/Contents/Home",
        "opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home"
      })
  void looks_in_the_usual_places(String place) throws Exception {
    Path jdk = Shell.jdk(root.resolve(place), "25.0.1");

    assertThat(found()).isEqualTo(jdk.toString());
  }

  @Test
  void takes_the_newest_of_several_by_number_not_by_spelling() throws Exception {
    Shell.jdk(root.resolve("opt/a"), "25.0.9");
    Path newest = Shell.jdk(root.resolve("opt/b"), "25.0.10");
    Shell.jdk(root.resolve("opt/c"), "25");
    Shell.jdk(root.resolve("opt/d"), "1.8.0_402");
    Shell.jdk(root.resolve("usr/lib/jvm/e"), "17.0.15");

    assertThat(found()).isEqualTo(newest.toString());
  }

  @Test
  void takes_a_folder_with_spaces() throws Exception {
    Path jdk = Shell.jdk(root.resolve("opt/my own jdk"), "26-ea");

    assertThat(found()).isEqualTo(jdk.toString());
  }

  @Test
  void skips_what_has_no_program_or_no_readable_version() throws Exception {
    Files.delete(Shell.jdk(root.resolve("opt/hollow"), "27").resolve("bin/java"));
    Shell.jdk(root.resolve("opt/odd"), "unknown");

    assertThat(found()).isEmpty();
  }

  @Test
  void believes_java_home_before_it_looks() throws Exception {
    Shell.jdk(root.resolve("opt/newer"), "26");
    Path mine = Shell.jdk(root.resolve("mine"), "25.0.1");
    environment.put("JAVA_HOME", mine.toString());

    assertThat(found()).isEqualTo(mine.toString());
  }

  @Test
  void looks_on_when_java_home_is_too_old() throws Exception {
    Path good = Shell.jdk(root.resolve("opt/good"), "25.0.1");
    environment.put("JAVA_HOME", Shell.jdk(root.resolve("old"), "17.0.15").toString());

    assertThat(found()).isEqualTo(good.toString());
  }

  @Test
  void follows_java_on_the_path_to_its_home() throws Exception {
    Path jdk = Shell.jdk(root.resolve("elsewhere/jdk"), "25.0.1");
    Path path = Files.createDirectory(root.resolve("linked"));
    Files.createSymbolicLink(path.resolve("java"), jdk.resolve("bin/java"));
    environment.put("PATH", path + ":/usr/bin:/bin");

    assertThat(found()).isEqualTo(jdk.toString());
  }

  @Test
  void obeys_its_own_variable_even_if_that_is_the_worse_choice() throws Exception {
    Shell.jdk(root.resolve("opt/good"), "25.0.1");
    Path old = Shell.jdk(root.resolve("old"), "17.0.15");
    environment.put("LONGHAUL_JAVA_HOME", old.toString());

    assertThat(needed().exit()).isEqualTo(2);
    assertThat(needed().err()).contains("Java 17.0.15 in " + old);
  }

  @Test
  void says_in_one_line_what_to_do_when_there_is_none() throws Exception {
    Ended ended = needed();

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err())
        .contains("needs Java 25 or newer (found none)")
        .contains("install a JDK 25")
        .contains("LONGHAUL_JAVA_HOME");
  }

  @Test
  void refuses_what_is_too_old_by_name() throws Exception {
    Path old = Shell.jdk(root.resolve("usr/lib/jvm/java-17"), "17.0.15");

    Ended ended = needed();

    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains("found Java 17.0.15 in " + old);
  }

  private String found() throws Exception {
    Ended ended = loaded("find_jdk \"$2\" && printf %s \"$jdk\"");
    assertThat(ended.err()).isEmpty();
    return ended.out();
  }

  private Ended needed() throws Exception {
    return loaded("need_jdk \"$2\"");
  }

  private Ended loaded(String call) throws Exception {
    return new Shell(root, environment)
        .run("/bin/sh", "-c", ". \"$1\"; " + call, "sh", LAUNCHER.toString(), root.toString());
  }
}

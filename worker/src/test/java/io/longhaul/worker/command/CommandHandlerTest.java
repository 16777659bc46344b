package io.longhaul.worker.command;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.claim.SessionOver;
import io.longhaul.job.UnitBudget;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandHandlerTest {
  @TempDir private Path folder;
  private CommandScene scene;

  @BeforeEach
  void aWorker() {
    scene = new CommandScene(folder);
  }

  private static Outcome.Failed failed(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    return (Outcome.Failed) outcome;
  }

  private static Outcome.Split split(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Split.class);
    return (Outcome.Split) outcome;
  }

  private static List<List<String>> left(Outcome.Split split) {
    return split.children().stream().map(NewUnit::payload).map(of -> ((Items) of).ids()).toList();
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  @Test
  void each_item_is_handed_over_as_it_is_and_no_shell_sees_it() throws Exception {
    scene.allow("printf '%s\\n' \"$@\" >>" + folder.resolve("said"));
    scene.arguments = List.of("--to", "at {item}!", "{other} {item}{item}");
    Outcome outcome = scene.run("it", "$(touch x) 'a' *", "{item}");
    assertThat(outcome)
        .isEqualTo(new Outcome.Done(Tally.of(Fate.RECEIVED, 2, 0).with(Fate.COPIED, 2, 0)));
    assertThat(said().lines())
        .containsExactly(
            "--to",
            "at $(touch x) 'a' *!",
            "{other} $(touch x) 'a' *$(touch x) 'a' *",
            "--to",
            "at {item}!",
            "{other} {item}{item}");
  }

  @Test
  void it_knows_its_unit_and_fence_and_nothing_of_the_workers_secrets() throws Exception {
    scene.environment = new HashMap<>(System.getenv());
    scene.environment.put("AWS_SECRET_ACCESS_KEY", "wJalr");
    scene.environment.put("AWS_PROFILE", "mine");
    scene.environment.put("DATABASE_PASSWORD", "hunter2");
    scene.allow("env >" + folder.resolve("said") + "; pwd >" + folder.resolve("where"));
    assertThat(scene.run("it", "a b")).isInstanceOf(Outcome.Done.class);
    assertThat(said())
        .contains("LONGHAUL_RUN=commands\n", "LONGHAUL_FENCE=7\n", "LONGHAUL_ITEM=a b\n")
        .containsPattern("LONGHAUL_UNIT=[0-9a-z]{20}\n")
        .doesNotContain("AWS_", "DATABASE", "hunter2");
    Set<String> names = said().lines().map(line -> line.split("=", 2)[0]).collect(toSet());
    names.removeIf(name -> name.startsWith("LONGHAUL_"));
    assertThat(names)
        .isSubsetOf(
            "HOME",
            "TMPDIR",
            "PATH",
            "PWD",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "_",
            "OLDPWD",
            "SHLVL");
    assertThat(Path.of(Files.readString(folder.resolve("where")).strip())).doesNotExist();
  }

  @Test
  void a_failure_says_the_last_line_and_control_characters_are_shown() throws Exception {
    scene.allow("echo first; echo; printf 'no\\033[2J such %s\\n\\n' \"$1\" >&2; exit 3");
    Outcome.Failed failed = failed(scene.run("it", "thing"));
    assertThat(failed.failure()).isEqualTo(FailureClass.COMMAND_FAILED);
    assertThat(failed.why()).isEqualTo("'it' ended with status 3: no\\u001B[2J such thing");
  }

  @Test
  void what_it_says_is_read_to_its_end_and_little_of_it_is_kept() throws Exception {
    scene.allow("yes 0123456789 | head -c 11000000; echo the end; exit 1");
    assertThat(failed(scene.run("it", "x")).why()).endsWith("status 1: the end");
  }

  @Test
  void a_status_that_the_job_calls_permanent_is_not_tried_again() throws Exception {
    scene.permanent = List.of(65);
    scene.allow("exit 65");
    Outcome.Failed failed = failed(scene.run("it", "x"));
    assertThat(failed.failure()).isEqualTo(FailureClass.COMMAND_REFUSED);
    assertThat(failed.failure().worthRetrying()).isFalse();
    assertThat(failed.why()).isEqualTo("'it' ended with status 65, and said nothing");
  }

  @Test
  void an_item_that_fails_leaves_its_unit_as_a_unit_of_its_own() throws Exception {
    scene.allow("case $1 in b|d) exit 1;; esac");
    Outcome.Split split = split(scene.run("it", "a", "b", "c", "d"));
    assertThat(left(split)).containsExactly(List.of("b"), List.of("d"));
    assertThat(split.tally())
        .isEqualTo(
            Tally.of(Fate.RECEIVED, 4, 0).with(Fate.COPIED, 2, 0).with(Fate.FORWARDED, 2, 0));
  }

  @Test
  void more_failures_than_a_split_takes_leave_in_several() throws Exception {
    scene.allow("exit 1");
    String[] items = IntStream.range(0, 100).mapToObj(i -> "i" + i).toArray(String[]::new);
    Outcome.Split split = split(scene.run("it", items));
    assertThat(split.children()).hasSizeLessThanOrEqualTo(90);
    assertThat(left(split).stream().flatMap(List::stream)).containsExactly(items);
    assertThat(split.tally().imbalance()).isZero();
  }

  @Test
  void the_rest_leaves_when_the_time_of_a_unit_is_over_or_the_worker_leaves() throws Exception {
    scene.budget = new UnitBudget(1_000, 1, 5);
    scene.allow("sleep 1.1");
    assertThat(left(split(scene.run("it", "a", "b", "c")))).containsExactly(List.of("b", "c"));
    scene.leaving = true;
    assertThat(scene.run("it", "a", "b")).isInstanceOf(Outcome.Released.class);
  }

  /** It starts another that would go on by itself, and says its id. */
  private Path startingAnother() throws IOException {
    scene.allow(
        "sleep 1000 & echo $! >%1$s.new; mv %1$s.new %1$s; wait".formatted(folder.resolve("said")));
    return folder.resolve("said");
  }

  private static boolean gone(Path id) throws IOException {
    return gone(Long.parseLong(Files.readString(id).strip()));
  }

  private static boolean gone(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  @Test
  void too_long_it_is_killed_with_all_that_it_started() throws Exception {
    scene.timeout = 1;
    Path id = startingAnother();
    Outcome.Failed failed = failed(scene.run("it", "x"));
    assertThat(failed.failure()).isEqualTo(FailureClass.COMMAND_FAILED);
    assertThat(failed.why()).startsWith("'it' was killed after 1 s");
    await().until(() -> gone(id));
  }

  @Test
  void what_it_leaves_running_is_killed_at_its_end() throws Exception {
    scene.allow("sleep 1000 & echo $! >" + folder.resolve("said"));
    assertThat(scene.run("it", "x")).isInstanceOf(Outcome.Done.class);
    await().until(() -> gone(folder.resolve("said")));
  }

  /** Both make groups of processes of their own. */
  @Test
  void what_is_in_another_group_is_killed_at_its_end_too() throws Exception {
    scene.allow(
        "cd %s\n".formatted(folder)
            + "timeout 1000 sh -c 'echo $$ >said; exec sleep 1000' &\n"
            + "bash -c 'set -m; sleep 1000 & echo $! >said.too'\n"
            + "until [ -s said ]; do sleep 0.05; done");
    assertThat(scene.run("it", "x")).isInstanceOf(Outcome.Done.class);
    await().until(() -> gone(folder.resolve("said")));
    await().until(() -> gone(folder.resolve("said.too")));
  }

  @Test
  void it_is_killed_when_its_run_is_cancelled_or_its_session_is_over() throws Exception {
    Path id = startingAnother();
    AtomicReference<Outcome> outcome = new AtomicReference<>();
    Thread work = Thread.ofPlatform().start(() -> outcome.set(quietly()));
    await().until(() -> Files.exists(id));
    scene.cancelled = true;
    work.join();
    assertThat(outcome.get()).isInstanceOf(Outcome.Released.class);
    await().until(() -> gone(id));

    scene.cancelled = false;
    Files.delete(id);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread again = Thread.ofPlatform().unstarted(this::quietly);
    again.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    again.start();
    await().until(() -> Files.exists(id));
    scene.sessionOver = true;
    again.join();
    assertThat(thrown.get()).isInstanceOf(SessionOver.class);
    await().until(() -> gone(id));
  }

  private Outcome quietly() {
    try {
      return scene.run("it", "x");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void taken_from_its_handler_it_is_killed() throws Exception {
    Path id = startingAnother();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread work =
        Thread.ofPlatform()
            .unstarted(() -> {
              assertThatThrownBy(() -> scene.run("it", "x"))
                  .isInstanceOf(InterruptedException.class);
            });
    work.setUncaughtExceptionHandler((thread, e) -> thrown.set(e));
    work.start();
    await().until(() -> Files.exists(id));
    work.interrupt();
    work.join();
    assertThat(thrown.get()).isNull();
    await().until(() -> gone(id));
  }

  /** As on the machines of exec stacks; here it takes root, who may become anybody. */
  @Test
  void where_the_worker_may_become_another_user_it_runs_as_that_one() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "SKIPPED: this takes root");
    scene.environment = Map.of("LONGHAUL_EXEC_USER", "daemon", "PATH", System.getenv("PATH"));
    String script =
        "#!/bin/sh\n"
            + "mkdir -p a/b && touch a/b/c\n"
            + "timeout 1000 sh -c 'echo $$ >d; exec sleep 1000' &\n"
            + "until [ -s d ]; do sleep 0.05; done\n"
            + "echo \"$(cat d) beside $(id -un) in $(pwd)\"; exit 4\n";
    scene.artifacts = List.of(scene.stored("tool", script, script));
    scene.allowed = scene.allowed.with(CommandScene.sha256(script));
    String why = failed(scene.run("artifact:tool", "x")).why();
    assertThat(why).contains(" beside daemon in /");
    assertThat(Path.of(why.substring(why.indexOf("in /") + 3))).doesNotExist();
    String beside = why.substring(why.indexOf(": ") + 2, why.indexOf(" beside"));
    await().until(() -> gone(Long.parseLong(beside)));
  }
}

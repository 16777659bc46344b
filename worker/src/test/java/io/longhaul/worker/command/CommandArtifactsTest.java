package io.longhaul.worker.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.claim.InHand;
import io.longhaul.command.AllowedCommands;
import io.longhaul.job.CommandJob;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which programs a worker runs, and the files that a job brings along. */
@Timeout(60)
class CommandArtifactsTest {
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

  private String said() throws IOException {
    return Files.readString(folder.resolve("said"));
  }

  @Test
  void nothing_is_allowed_unless_the_settings_say_so() throws Exception {
    Outcome.Failed failed = failed(scene.run("it", "x"));
    assertThat(failed.failure()).isEqualTo(FailureClass.NOT_ALLOWED);
    assertThat(failed.why())
        .isEqualTo("no worker that took it allows 'it'; start them with --allow it=/path");
    scene.artifacts = List.of(scene.stored("tool", "#!/bin/sh\n", "#!/bin/sh\n"));
    assertThat(failed(scene.run("artifact:tool", "x")).why())
        .contains("--allow artifact:" + CommandScene.sha256("#!/bin/sh\n"));
  }

  @Test
  void a_program_that_was_replaced_is_not_run() throws Exception {
    Path file = scene.allow("exit 0");
    scene.allowed =
        new AllowedCommands(
            Map.of(
                "it",
                new AllowedCommands.Local(
                    file, Optional.of(CommandScene.sha256("#!/bin/sh\nexit 0")))),
            scene.allowed.artifacts());
    assertThat(scene.run("it", "x")).isInstanceOf(Outcome.Done.class);
    Files.writeString(file, "#!/bin/sh\ntouch " + folder.resolve("said"));
    Outcome.Failed failed = failed(scene.run("it", "x"));
    assertThat(failed.failure()).isEqualTo(FailureClass.NOT_ALLOWED);
    assertThat(failed.why()).contains("allowed as another program");
    assertThat(folder.resolve("said")).doesNotExist();
  }

  @Test
  void an_artifact_is_fetched_once_read_only_and_run_by_its_digest() throws Exception {
    String script = "#!/bin/sh\ncat \"$1\" >>" + folder.resolve("said");
    scene.artifacts =
        List.of(scene.stored("tool", script, script), scene.stored("data", "told\n", "told\n"));
    scene.allowed = scene.allowed.with(CommandScene.sha256(script));
    scene.arguments = List.of("{artifact:data}");
    assertThat(scene.run("artifact:tool", "x", "y")).isInstanceOf(Outcome.Done.class);
    scene.store.write("stack", "artifacts/tool", new byte[] {1});
    assertThat(scene.run("artifact:tool", "z")).isInstanceOf(Outcome.Done.class);
    assertThat(said()).isEqualTo("told\n".repeat(3));
    String tool = CommandScene.sha256(script) + "-x";
    String data = CommandScene.sha256("told\n").hex();
    assertThat(scene.kept()).containsExactlyInAnyOrder(tool, data);
    Path artifacts = folder.resolve("state/artifacts");
    assertThat(Files.getPosixFilePermissions(artifacts.resolve(tool)))
        .hasToString("[OWNER_READ, OWNER_EXECUTE]");
    assertThat(Files.getPosixFilePermissions(artifacts.resolve(data))).hasToString("[OWNER_READ]");
  }

  @Test
  void an_artifact_that_is_another_is_refused_and_not_kept() throws Exception {
    scene.artifacts = List.of(scene.stored("tool", "#!/bin/sh\nother", "#!/bin/sh\n"));
    scene.allowed = scene.allowed.with(CommandScene.sha256("#!/bin/sh\n"));
    Outcome.Failed failed = failed(scene.run("artifact:tool", "x", "y"));
    assertThat(failed.failure()).isEqualTo(FailureClass.CORRUPT);
    assertThat(failed.why()).contains("has the SHA-256 " + CommandScene.sha256("#!/bin/sh\nother"));
    assertThat(scene.kept()).isEmpty();
  }

  @Test
  void what_somebody_changed_in_the_folder_is_fetched_again() throws Exception {
    String script = "#!/bin/sh\ntrue";
    scene.artifacts = List.of(scene.stored("tool", script, script));
    scene.allowed = scene.allowed.with(CommandScene.sha256(script));
    Path there = folder.resolve("state/artifacts/" + CommandScene.sha256(script) + "-x");
    Files.createDirectories(there.getParent());
    Files.writeString(there, "#!/bin/sh\nexit 9");
    assertThat(scene.run("artifact:tool", "x")).isInstanceOf(Outcome.Done.class);
    assertThat(there).hasContent(script);
  }

  @Test
  void what_changes_there_while_the_worker_goes_on_is_fetched_again_too() throws Exception {
    String script = "#!/bin/sh\ntrue";
    scene.artifacts = List.of(scene.stored("tool", script, script));
    scene.allowed = scene.allowed.with(CommandScene.sha256(script));
    CommandHandler handler = scene.handler();
    InHand unit = scene.unit("artifact:tool", "x");
    assertThat(handler.handle(unit)).isInstanceOf(Outcome.Done.class);
    Path there = folder.resolve("state/artifacts/" + CommandScene.sha256(script) + "-x");
    FileTime was = Files.getLastModifiedTime(there);
    assertThat(handler.handle(unit)).isInstanceOf(Outcome.Done.class);
    assertThat(Files.getLastModifiedTime(there)).isEqualTo(was);
    Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(there, "#!/bin/sh\nexit 9");
    assertThat(handler.handle(unit)).isInstanceOf(Outcome.Done.class);
    assertThat(there).hasContent(script);
  }

  @Test
  void a_folder_of_artifacts_that_is_a_link_or_anothers_is_refused() throws Exception {
    CommandSettings settings =
        CommandSettings.of(AllowedCommands.NONE, folder.resolve("state"), Map.of());
    settings.makeFolder();
    settings.makeFolder();
    assertThat(Files.getPosixFilePermissions(settings.artifacts()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    Files.delete(settings.artifacts());
    Files.createSymbolicLink(settings.artifacts(), Files.createDirectory(folder.resolve("other")));
    assertThatThrownBy(settings::makeFolder)
        .hasMessage("it is there and no folder of this user's own; remove it");
    assumeTrue(System.getProperty("user.name").equals("root"), "SKIPPED: this takes root");
    Files.delete(settings.artifacts());
    Files.createDirectory(settings.artifacts());
    Files.setAttribute(settings.artifacts(), "unix:uid", 1);
    assertThatThrownBy(settings::makeFolder).hasMessageContaining("no folder of this user's own");
  }

  @Test
  void an_item_that_the_machine_cannot_say_is_refused_though_no_argument_holds_it() {
    scene.arguments = List.of();
    AllowedCommands allowed =
        new AllowedCommands(
            Map.of("it", new AllowedCommands.Local(Path.of("/bin/sh"), Optional.empty())),
            scene.allowed.artifacts());
    CommandSettings settings = CommandSettings.of(allowed, folder.resolve("state"), Map.of());
    Programs programs = new Programs(allowed, new ArtifactFolder(scene.store, settings), US_ASCII);
    InHand unit = scene.unit("it", "\u00fc");
    assertThatThrownBy(() -> programs.words((CommandJob) unit.job().options(), "\u00fc", unit))
        .isInstanceOf(ArtifactRefused.class)
        .hasMessageContaining("speaks US-ASCII only and cannot hand over '\u00fc'");
  }

  @Test
  void the_folder_of_artifacts_does_not_grow_beyond_its_bound() throws Exception {
    scene.most = 100;
    scene.allow("true");
    scene.arguments = List.of("{artifact:data}");
    scene.artifacts = List.of(scene.stored("data", "a".repeat(80), "a".repeat(80)));
    assertThat(scene.run("it", "x")).isInstanceOf(Outcome.Done.class);
    scene.artifacts = List.of(scene.stored("data", "b".repeat(80), "b".repeat(80)));
    assertThat(failed(scene.run("it", "x")).why()).contains("may hold 80 are in use");
    Path old = folder.resolve("state/artifacts/" + CommandScene.sha256("a".repeat(80)));
    FileTime then = FileTime.from(scene.time.now().minus(Duration.ofHours(26)));
    Files.getFileAttributeView(old, BasicFileAttributeView.class).setTimes(null, then, null);
    assertThat(scene.run("it", "x")).isInstanceOf(Outcome.Done.class);
    assertThat(scene.kept()).containsExactly(CommandScene.sha256("b".repeat(80)).hex());
  }
}

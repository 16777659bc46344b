package io.longhaul.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.engine.FakeImds;
import io.longhaul.launcher.Shell;
import io.longhaul.launcher.Shell.Ended;
import io.longhaul.launcher.Shell.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An instance that moto only says there is. Its disk is a folder, its metadata a fake's; its user
 * data is run by bash, and what that installs is started as systemd would.
 */
final class Instance implements AutoCloseable {
  private static final String UNIT = "etc/systemd/system/longhaul-worker.service";
  private static final String ENVIRONMENT = "etc/longhaul/worker.env";

  private final String id;
  private final FakeImds imds;
  private final Path folder;
  private final Map<String, String> surroundings;
  private Process worker;

  /**
   * @param surroundings besides the template's variables: where this AWS is, and what is to be
   *     quicker than on a machine
   */
  Instance(String id, FakeImds imds, Path folder, Map<String, String> surroundings)
      throws IOException {
    this.id = id;
    this.imds = imds;
    this.folder = folder;
    this.surroundings = new HashMap<>(surroundings);
    this.surroundings.put("LONGHAUL_ROOT", Files.createDirectories(root()).toString());
    this.surroundings.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", imds.endpoint().toString());
    this.surroundings.put("HOME", folder.toString());
    Shell.script(
        folder.resolve("programs/systemctl"), "#!/bin/sh\necho \"$*\" >>'" + asked() + "'\n");
    this.surroundings.put("PATH", folder.resolve("programs") + ":" + System.getenv("PATH"));
  }

  String id() {
    return id;
  }

  Path root() {
    return folder.resolve("root");
  }

  private Path asked() {
    return folder.resolve("asked-of-systemctl");
  }

  /** Runs its user data, which ends when all is installed and written. */
  Started boot(String userData) throws IOException {
    Path script = Shell.script(folder.resolve("user-data"), userData);
    return new Shell(folder, surroundings).start(script.toString());
  }

  private Path here(String path) {
    return root().resolve(path.substring(1));
  }

  /** Starts the unit that was installed. */
  void start() throws IOException {
    ServiceUnit unit = ServiceUnit.read(root().resolve(UNIT));
    Map<String, String> environment = environment(unit);
    List<String> command = new ArrayList<>(unit.command("ExecStart", environment));
    command.set(0, here(command.getFirst()).toString());
    withoutCache(environment.get("LONGHAUL_JAVA_HOME"));
    Path log = log();
    Files.createDirectories(log.getParent()); // as tmpfiles.conf says
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    worker =
        builder
            .directory(Files.createDirectories(here(unit.said("WorkingDirectory"))).toFile())
            .redirectOutput(folder.resolve("journal").toFile())
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /**
   * A machine makes the cache of the launcher's before; here that would take longer than the run.
   */
  private void withoutCache(String jdk) throws IOException {
    String version =
        Files.readAllLines(Path.of(jdk, "release")).stream()
            .filter(line -> line.startsWith("JAVA_VERSION="))
            .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
            .findFirst()
            .orElseThrow();
    Files.write(root().resolve("opt/longhaul/start-" + version + ".aot"), new byte[0]);
  }

  private Map<String, String> environment(ServiceUnit unit) throws IOException {
    assertThat(unit.said("EnvironmentFile")).isEqualTo("/" + ENVIRONMENT);
    Map<String, String> environment =
        new HashMap<>(ServiceUnit.environment(root().resolve(ENVIRONMENT)));
    String[] own = unit.said("Environment").split("=", 2);
    environment.put(own[0], here(own[1]).toString());
    environment.put("PATH", surroundings.get("PATH"));
    environment.put("LONGHAUL_JAVA_HOME", System.getProperty("java.home"));
    return environment;
  }

  /** Where its worker logs to. */
  Path log() throws IOException {
    return here(ServiceUnit.read(root().resolve(UNIT)).said("StandardError"));
  }

  /** All that it has logged so far; as it is not yet installed, nothing. */
  String logged() throws IOException {
    boolean installed = Files.exists(root().resolve(UNIT));
    return installed && Files.exists(log()) ? Files.readString(log()) : "";
  }

  /** The file of which the CloudWatch agent makes the stream of the worker. */
  Path agentReads() throws IOException {
    String agent = Files.readString(root().resolve("etc/longhaul/cloudwatch-agent.json"));
    JsonNode files = new ObjectMapper().readTree(agent).at("/logs/logs_collected/files");
    assertThat(files.at("/collect_list/0/log_stream_name").asText())
        .isEqualTo("{instance_id}/worker");
    return here(files.at("/collect_list/0/file_path").asText());
  }

  /** Its disk is a copy of what the other one has installed, as an image's is. */
  void isMadeOf(Instance other) throws IOException, InterruptedException {
    Path installed = other.root().resolve("opt");
    Ended copied =
        new Shell(folder, surroundings).run("cp", "-a", installed.toString(), root().toString());
    assertThat(copied.exit()).as(copied.err()).isZero();
    Path units = Files.createDirectories(root().resolve(UNIT).getParent());
    Files.copy(other.root().resolve(UNIT), units.resolve("longhaul-worker.service"));
  }

  /**
   * Waits until its worker has left by itself, and does what systemd does then.
   *
   * @return what systemd was asked for
   */
  String awaitOver() throws IOException, InterruptedException {
    assertThat(worker.waitFor(90, TimeUnit.SECONDS)).as("%s ends: %s", id, logged()).isTrue();
    assertThat(worker.exitValue()).as("%s: %s", id, logged()).isZero();
    ServiceUnit unit = ServiceUnit.read(root().resolve(UNIT));
    Map<String, String> environment = environment(unit);
    environment.put("LONGHAUL_ENV", root().resolve(ENVIRONMENT).toString());
    environment.put("LONGHAUL_RUN", folder.toString());
    environment.putAll(
        Map.of("SERVICE_RESULT", "success", "EXIT_CODE", "exited", "EXIT_STATUS", "0"));
    String script = here(unit.said("ExecStopPost")).toString();
    Ended over = new Shell(folder, environment).run(script);
    assertThat(over.exit()).as(over.err()).isZero();
    return Files.readString(asked()).strip();
  }

  @Override
  public void close() {
    if (worker != null) worker.destroyForcibly();
    imds.close();
  }
}

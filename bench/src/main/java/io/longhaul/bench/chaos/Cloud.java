package io.longhaul.bench.chaos;

import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.bench.Distribution;
import io.longhaul.coordinator.local.EmbeddedProcess;
import io.longhaul.stack.LocalCloud;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** An embedded cloud, and a second description of it whose ledger is behind a gate. */
final class Cloud implements AutoCloseable {
  private static final String STACK = "default";

  private final EmbeddedProcess process;
  private final Path buckets;
  private final Path gated;
  private final Gate gate;
  private final Disk disk;
  private final Stack stack;

  private Cloud(
      EmbeddedProcess process, Path buckets, Path gated, Gate gate, Disk disk, Stack stack) {
    this.process = process;
    this.buckets = buckets;
    this.gated = gated;
    this.gate = gate;
    this.disk = disk;
    this.stack = stack;
  }

  /**
   * Starts it.
   *
   * @param folder for its state
   * @param buckets the folder whose folders are the buckets
   */
  static Cloud up(Distribution distribution, Path folder, Path buckets, Time time)
      throws IOException, InterruptedException {
    Path state = folder.resolve("cloud");
    EmbeddedProcess process = new EmbeddedProcess(state, Optional.of(distribution.home()), time);
    OptionalLong me = OptionalLong.of(ProcessHandle.current().pid());
    LocalCloud described = process.up(buckets, STACK, me, line -> {}).cloud();
    Gate gate =
        new Gate(
            URI.create(described.ledger().url().substring("jdbc:h2:".length())).getPort(), time);
    Path gated = Files.createDirectories(folder.resolve("gated"));
    String json = Files.readString(state.resolve("cloud.json"));
    String url = described.ledger().url();
    String other = url.replaceFirst(":[0-9]+/", ":%d/".formatted(gate.port()));
    Files.writeString(gated.resolve("cloud.json"), json.replace(url, other));
    Stack stack =
        new AwsStacks(AwsSettings.of(8), time)
            .open(new StackSettings(STACK, "here", Optional.of(state)));
    URI hooks = URI.create(described.s3().endpoint() + "/_longhaul/hooks");
    return new Cloud(
        process,
        buckets,
        gated,
        gate,
        new Disk(buckets, folder, hooks, described.s3().secret()),
        stack);
  }

  Path buckets() {
    return buckets;
  }

  /** The state folder of who is to be cut off from the ledger at times. */
  Path gated() {
    return gated;
  }

  Gate gate() {
    return gate;
  }

  Disk disk() {
    return disk;
  }

  Stack stack() {
    return stack;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try (disk;
        gate;
        stack) {
      process.down();
    }
  }
}

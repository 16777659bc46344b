package io.longhaul.bench;

import io.longhaul.coordinator.local.EmbeddedProcess;
import io.longhaul.time.Time;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An embedded cloud of which ledger and queues are used, beside S3 servers that are not its own.
 */
public final class EmbeddedElsewhere implements AutoCloseable {
  private final EmbeddedProcess process;
  private final Path served;

  private EmbeddedElsewhere(EmbeddedProcess process, Path served) {
    this.process = process;
    this.served = served;
  }

  /**
   * Starts one.
   *
   * @param served the folder of its state
   * @param buckets of its own S3 server, which nobody asks
   */
  public static EmbeddedElsewhere up(
      Distribution distribution, Path served, Path buckets, Time time) throws InterruptedException {
    EmbeddedProcess process = new EmbeddedProcess(served, Optional.of(distribution.home()), time);
    process.up(buckets, "default", OptionalLong.of(ProcessHandle.current().pid()), line -> {});
    return new EmbeddedElsewhere(process, served);
  }

  /** The same cloud with another S3 server, in a state folder of its own. */
  public Path with(URI store) throws IOException {
    Path state =
        served.resolveSibling("%s-with-%d".formatted(served.getFileName(), store.getPort()));
    Files.createDirectories(state);
    String cloud = Files.readString(served.resolve("cloud.json"));
    String endpoint = "\"s3Endpoint\" : \"" + store + "\"";
    String other = cloud.replaceFirst("\"s3Endpoint\"\\s*:\\s*\"[^\"]*\"", endpoint);
    Files.writeString(state.resolve("cloud.json"), other);
    return state;
  }

  /** Where it is served from, with its own S3 server. */
  public Path state() {
    return served;
  }

  @Override
  public void close() throws InterruptedException {
    process.down();
  }
}

package io.longhaul.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A running embedded cloud, as the {@code cloud.json} of its state folder describes it.
 *
 * @param pid of the process that serves it
 * @param s3 SigV4 with the access
 * @param buckets the folder whose folders are the buckets
 * @param log where it writes what goes on
 */
public record LocalCloud(
    long pid, String stack, Server s3, Server queues, Database ledger, Path buckets, Path log) {
  private static final String FILE = "cloud.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One server and whose requests it answers. */
  public record Server(String endpoint, String keyId, String secret) {
    /** Whether it says anything within so long, be it that it refuses. */
    public boolean answers(Duration within) {
      int millis = Math.toIntExact(within.toMillis());
      try {
        HttpURLConnection asked =
            (HttpURLConnection) URI.create(endpoint).toURL().openConnection(Proxy.NO_PROXY);
        asked.setConnectTimeout(millis);
        asked.setReadTimeout(millis);
        return asked.getResponseCode() > 0;
      } catch (IOException | IllegalArgumentException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return endpoint;
    }
  }

  /** The ledger's database. */
  public record Database(String url, String user, String password) {
    @Override
    public String toString() {
      return url;
    }
  }

  /**
   * The cloud that runs in this state folder; empty if none does. A file left behind by a process
   * that was killed is no cloud.
   *
   * @throws UncheckedIOException if there is a description that cannot be read
   */
  public static Optional<LocalCloud> find(Path state) {
    Path file = state.resolve(FILE);
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": cannot be read: " + e.getMessage(), e);
    }
    LocalCloud cloud = of(json);
    return cloud.process().isPresent() ? Optional.of(cloud) : Optional.empty();
  }

  private static LocalCloud of(JsonNode json) {
    String keyId = json.required("accessKey").asText();
    String secret = json.required("secretKey").asText();
    return new LocalCloud(
        json.required("pid").asLong(),
        json.required("stack").asText(),
        new Server(json.required("s3Endpoint").asText(), keyId, secret),
        new Server(json.required("sqsEndpoint").asText(), keyId, secret),
        new Database(
            json.required("ledgerUrl").asText(),
            json.required("ledgerUser").asText(),
            json.required("ledgerPassword").asText()),
        Path.of(json.required("s3Root").asText()),
        Path.of(json.required("log").asText()));
  }

  /** The process that serves it; empty if it is gone and its id is free or somebody else's now. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(LocalCloud::isOurs);
  }

  /** Where the system does not say how a process was started, its id alone has to do. */
  private static boolean isOurs(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    Optional<String> line = info.commandLine();
    if (line.isPresent()) return line.get().contains("EmbeddedCloud");
    return info.command().map(command -> command.contains("java")).orElse(true);
  }
}

package io.longhaul.bench.nulls3;

import io.longhaul.bench.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The null S3 server that is written in C: so much cheaper than who asks it that two cores measure
 * the asker. A process of its own on a free port of the loopback, which ends with this one.
 *
 * <p>The bucket {@code hex-N-B} lists N keys of B bytes each in 256 folders, {@code dst-0-B} is
 * empty, whatever was copied to it. Any key of theirs is got as B zero bytes, and what is put is
 * read and forgotten. In {@code new-0-B} an object is there once an upload of it was completed.
 * Parts of uploads are kept account of, but not their bytes.
 */
public final class NullServer implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/main/c");
  private static final String MAIN = "nulls3.c";
  private static final Pattern PORT = Pattern.compile("port (\\d+)");
  private static final Pattern COUNT = Pattern.compile("\"([a-z_]+)\":([\\d.]+)");
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

  private final Process process;
  private final URI endpoint;
  private final HttpClient http;
  private final Map<String, Long> counts = new TreeMap<>();

  private NullServer(Process process, URI endpoint, HttpClient http) {
    this.process = process;
    this.endpoint = endpoint;
    this.http = http;
  }

  /**
   * Builds the program, if it has changed.
   *
   * @param module the folder of the module bench
   * @throws Refusal if it cannot be built here
   */
  public static Path program(Path module) throws IOException, InterruptedException {
    Path sources = module.resolve(SOURCES);
    Path source = sources.resolve(MAIN);
    Path target = Files.createDirectories(module.resolve("target"));
    Path program = target.resolve("nulls3");
    boolean fresh =
        Files.exists(program) && Files.getLastModifiedTime(program).compareTo(newest(sources)) > 0;
    if (fresh) return program;
    Path made = Files.createTempFile(target, "nulls3", "");
    Path log = target.resolve("nulls3.log");
    List<String> command =
        List.of("gcc", "-O2", "-o", made.toString(), source.toString(), "-lssl", "-lcrypto");
    if (!Tool.succeeds(command, log)) {
      Files.deleteIfExists(made);
      throw new Refusal(
          ("the null S3 server cannot be built from %s: on Linux, install gcc and OpenSSL's headers"
                  + " (Debian: gcc libc6-dev libssl-dev); what gcc said is in %s")
              .formatted(source, log));
    }
    return Files.move(made, program, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileTime newest(Path folder) throws IOException {
    FileTime newest = FileTime.fromMillis(0);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        FileTime written = Files.getLastModifiedTime(file);
        if (written.compareTo(newest) > 0) newest = written;
      }
    }
    return newest;
  }

  /**
   * Starts one.
   *
   * @param shown empty: without TLS
   * @param latency by which each answer is held back
   */
  public static NullServer start(Path program, Optional<Certificate> shown, Duration latency)
      throws IOException {
    return start(program, shown, latency, List.of());
  }

  /**
   * Starts one that answers {@code 503 SlowDown} to copies above a rate, whatever their keys; a
   * tenth of a second's worth passes at once.
   *
   * @param rate copies a second, from 1 on
   */
  public static NullServer throttling(Path program, Duration latency, int rate) throws IOException {
    return start(program, Optional.empty(), latency, List.of("-r", Integer.toString(rate)));
  }

  private static NullServer start(
      Path program, Optional<Certificate> shown, Duration latency, List<String> more)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString(), "-p", "0", "-e"));
    command.addAll(more);
    command.addAll(List.of("-d", Long.toString(latency.toNanos() / 1000)));
    HttpClient.Builder http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (shown.isPresent()) {
      command.addAll(List.of("-t", shown.get().pem().toString()));
      command.addAll(List.of("-k", shown.get().key().toString()));
      http.sslContext(shown.get().context());
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    // not closed: it only ever says this one line
    var said =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    String line = said.readLine();
    Matcher port = PORT.matcher(line == null ? "" : line);
    if (!port.matches()) {
      process.destroyForcibly();
      throw new IOException("the null S3 server does not start: " + line);
    }
    String scheme = shown.isPresent() ? "https" : "http";
    URI endpoint = URI.create("%s://127.0.0.1:%s".formatted(scheme, port.group(1)));
    return new NullServer(process, endpoint, http.build());
  }

  public URI endpoint() {
    return endpoint;
  }

  /** How often each kind of request came since the last {@link #reset}, by its name. */
  public Counts counts() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve("/_stats")).timeout(LONGEST_ANSWER).build();
    String said = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher count = COUNT.matcher(said); // since it was last asked
    while (count.find()) {
      if (count.group(2).indexOf('.') >= 0) continue; // its CPU time
      counts.merge(count.group(1), Long.parseLong(count.group(2)), Long::sum);
    }
    return new Counts(Map.copyOf(counts));
  }

  public void reset() throws IOException, InterruptedException {
    counts();
    counts.clear();
  }

  /** Requests by their kind. */
  public record Counts(Map<String, Long> all) {
    /** Those that were let through. */
    public long copies() {
      return all.getOrDefault("copy", 0L);
    }

    /** Copies that were answered by {@code 503 SlowDown}. */
    public long refused() {
      return all.getOrDefault("slowdown", 0L);
    }

    /** Copies that named the source's ETag and what they expected at the target. */
    public long conditional() {
      return all.getOrDefault("conditional", 0L);
    }

    public long listings() {
      return all.getOrDefault("list", 0L);
    }

    public long gets() {
      return all.getOrDefault("get", 0L);
    }

    /** Of whole objects; parts of uploads are none. */
    public long puts() {
      return all.getOrDefault("put", 0L);
    }

    /** Parts that were copied from a range of another object. */
    public long partCopies() {
      return all.getOrDefault("uploadpartcopy", 0L);
    }

    /** Parts that were sent. */
    public long partPuts() {
      return all.getOrDefault("uploadpart", 0L);
    }

    /** Of parts, those whose number had come to the same upload before. */
    public long partsAgain() {
      return all.getOrDefault("of_parts_again", 0L);
    }

    /** Of the copied parts, those that named the source's ETag. */
    public long partsPinned() {
      return all.getOrDefault("of_parts_pinned", 0L);
    }

    /** Of the GETs, those that named the ETag. */
    public long getsPinned() {
      return all.getOrDefault("of_gets_pinned", 0L);
    }

    /** Of the copies, those that were told a storage class. */
    public long copiesClassed() {
      return all.getOrDefault("of_copies_classed", 0L);
    }

    /** Of the copies, those that were told to leave tags behind. */
    public long copiesUntagged() {
      return all.getOrDefault("of_copies_untagged", 0L);
    }

    public long uploads() {
      return all.getOrDefault("creatempu", 0L);
    }

    public long joins() {
      return all.getOrDefault("completempu", 0L);
    }

    /** Of the joins, those that made the whole of an object, each part where it belongs. */
    public long wholes() {
      return all.getOrDefault("of_joined_whole", 0L);
    }

    /** Of the joins, those that said what they expected at the target. */
    public long joinsConditional() {
      return all.getOrDefault("of_joined_conditional", 0L);
    }

    /** Of requests, heads and bodies; beneath TLS. */
    public long bytesIn() {
      return all.getOrDefault("bytes_in", 0L);
    }

    /** Of answers. */
    public long bytesOut() {
      return all.getOrDefault("bytes_out", 0L);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}

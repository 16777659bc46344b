package io.longhaul.bench.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The disk below the buckets, which can be full: really, if it is a small one of its own; else the
 * store answers writes as it would then.
 */
final class Disk implements AutoCloseable {
  /** A disk beyond this size is somebody's, and not to be filled. */
  private static final long SMALL = 2L << 30;

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final List<String> WRITES = List.of("PutObject", "CopyObject");
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([^\"]+)\"");

  private final Path filler;
  private final boolean small;
  private final URI hooks;
  private final String secret;
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> set = new ArrayList<>();

  /**
   * @param others what must not be filled
   * @param hooks where the store takes rules for what it is to do wrong
   */
  Disk(Path buckets, Path others, URI hooks, String secret) throws IOException {
    this.filler = Files.createDirectories(buckets.resolve("drafts")).resolve("filler");
    FileStore store = Files.getFileStore(buckets);
    this.small = store.getTotalSpace() < SMALL && !store.equals(Files.getFileStore(others));
    this.hooks = hooks;
    this.secret = secret;
  }

  String how() {
    return small ? "really" : "by answers of the store: it has no small disk of its own";
  }

  void fill() throws IOException, InterruptedException {
    if (!small) {
      for (String call : WRITES) set.add(hook(call));
      return;
    }
    byte[] block = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) out.write(block);
    } catch (IOException e) {
      if (Files.getFileStore(filler).getUsableSpace() > block.length) throw e;
    }
  }

  /**
   * Makes room again.
   *
   * @throws IOException also if there is none: the buckets alone have filled it, which no run
   *     survives
   */
  void free() throws IOException, InterruptedException {
    Files.deleteIfExists(filler);
    FileStore store = Files.getFileStore(filler.getParent());
    if (small && store.getUsableSpace() < store.getTotalSpace() / 20) {
      throw new IOException(
          "the buckets' disk of %d MB is too small for so long a run"
              .formatted(store.getTotalSpace() >> 20));
    }
    while (!set.isEmpty()) ask("DELETE", "/" + set.removeLast(), "");
  }

  private String hook(String call) throws IOException, InterruptedException {
    String rule =
        """
        {"call": "%s", "do": "fail", "status": 507, "code": "InsufficientStorage", "message": "No space left on device"}\
        """
            .formatted(call);
    Matcher id = ID.matcher(ask("POST", "", rule));
    if (!id.find()) throw new IOException("a hook without an id");
    return id.group(1);
  }

  private String ask(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hooks + path))
            .timeout(LONGEST)
            .header("x-longhaul-secret", secret)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IOException(answer.body());
    return answer.body();
  }

  @Override
  public void close() {
    http.close();
  }
}

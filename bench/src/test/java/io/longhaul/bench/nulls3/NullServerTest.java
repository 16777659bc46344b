package io.longhaul.bench.nulls3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullServerTest {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");

  @Test
  void pages_hold_every_key_once_and_in_order_and_what_is_asked_for() throws Exception {
    try (NullServer server =
        NullServer.start(BuiltNullServer.program(), Optional.empty(), Duration.ZERO)) {
      List<String> keys = all(server, "hex-2500-9", "");

      assertThat(keys).hasSize(2_500).isSorted().doesNotHaveDuplicates();
      assertThat(keys.getFirst()).isEqualTo("00/000000");
      assertThat(keys.getLast()).startsWith("FF/");
      assertThat(all(server, "hex-2500-9", "&prefix=7F%2F"))
          .isEqualTo(keys.stream().filter(key -> key.startsWith("7F/")).toList());
      for (String after : List.of("A", "0F", keys.get(1_234), "7F/0", "FF/FFFFFF", "x")) {
        assertThat(all(server, "hex-2500-9", "&start-after=" + after.replace("/", "%2F")))
            .as(after)
            .isEqualTo(keys.stream().filter(key -> key.compareTo(after) > 0).toList());
      }
      assertThat(all(server, "dst-0-9", "")).isEmpty();
    }
  }

  @Test
  void requests_are_counted_by_their_kind_since_the_counters_were_set_back() throws Exception {
    try (NullServer server =
        NullServer.start(BuiltNullServer.program(), Optional.empty(), Duration.ZERO)) {
      all(server, "hex-2500-9", "");
      assertThat(server.counts().listings()).isEqualTo(3);
      server.reset();

      copy(server, "If-None-Match", "*");
      server.counts();
      copy(server, "x-other", "x");

      assertThat(server.counts().copies()).isEqualTo(2);
      assertThat(server.counts().conditional()).isEqualTo(1);
      assertThat(server.counts().listings()).isZero();
    }
  }

  @Test
  void bodies_are_got_and_put_whole_and_their_bytes_are_counted() throws Exception {
    byte[] body = new byte[300_000];
    try (NullServer server =
            NullServer.start(BuiltNullServer.program(), Optional.empty(), Duration.ZERO);
        HttpClient http = HttpClient.newHttpClient()) {
      server.reset();
      URI from = server.endpoint().resolve("/hex-10-3000000/00/000000");
      HttpRequest get = HttpRequest.newBuilder(from).build();
      assertThat(http.send(get, BodyHandlers.ofByteArray()).body()).hasSize(3_000_000);
      HttpRequest put =
          HttpRequest.newBuilder(server.endpoint().resolve("/dst-0-300000/k"))
              .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();
      assertThat(http.send(put, BodyHandlers.discarding()).headers().firstValue("etag"))
          .isPresent();

      NullServer.Counts counts = server.counts();
      assertThat(counts.gets()).isEqualTo(1);
      assertThat(counts.puts()).isEqualTo(1);
      assertThat(counts.bytesOut()).isBetween(3_000_000L, 3_010_000L);
      assertThat(counts.bytesIn()).isBetween(300_000L, 310_000L);
    }
  }

  @Test
  void it_speaks_tls_to_who_trusts_its_certificate_and_answers_late(@TempDir Path folder)
      throws Exception {
    Certificate certificate = Certificate.make(folder);
    Duration late = Duration.ofMillis(80);
    try (NullServer server =
        NullServer.start(BuiltNullServer.program(), Optional.of(certificate), late)) {
      server.counts(); // connects, which takes its time
      long begun = System.nanoTime();
      assertThat(server.counts().listings()).isZero();

      assertThat(System.nanoTime() - begun).isGreaterThan(late.toNanos());
      assertThat(server.endpoint().getScheme()).isEqualTo("https");
    }
  }

  @Test
  void copies_above_its_rate_are_refused_as_s3_does_and_counted_apart() throws Exception {
    int burst = 2;
    try (NullServer server =
            NullServer.throttling(BuiltNullServer.program(), Duration.ZERO, 10 * burst);
        HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest copy = copyRequest(server, "If-None-Match", "*");
      List<HttpResponse<String>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) answers.add(http.send(copy, BodyHandlers.ofString()));

      List<HttpResponse<String>> refused =
          answers.stream().filter(answer -> answer.statusCode() == 503).toList();
      assertThat(refused).isNotEmpty();
      assertThat(refused).allMatch(answer -> answer.body().contains("<Code>SlowDown</Code>"));
      assertThat(answers.subList(0, burst)).allMatch(answer -> answer.statusCode() == 200);
      assertThat(server.counts().refused()).isEqualTo(refused.size());
      assertThat(server.counts().copies()).isEqualTo(answers.size() - refused.size());
      assertThat(server.counts().all().get("conns"))
          .as("kept, and one for the counters")
          .isEqualTo(2);
    }
  }

  private static void copy(NullServer server, String header, String value) throws Exception {
    HttpRequest request = copyRequest(server, header, value);
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).body()).contains("CopyObjectResult");
    }
  }

  private static HttpRequest copyRequest(NullServer server, String header, String value) {
    return HttpRequest.newBuilder(server.endpoint().resolve("/dst-0-9/k"))
        .header("x-amz-copy-source", "hex-10-9/k")
        .header("x-amz-copy-source-if-match", "\"e\"")
        .header(header, value)
        .PUT(HttpRequest.BodyPublishers.noBody())
        .build();
  }

  private static List<String> all(NullServer server, String bucket, String query) throws Exception {
    List<String> keys = new ArrayList<>();
    String next = query;
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        URI uri = URI.create(server.endpoint() + "/" + bucket + "?list-type=2" + next);
        String page =
            http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
        Matcher key = KEY.matcher(page);
        while (key.find()) keys.add(key.group(1));
        Matcher token = TOKEN.matcher(page);
        if (!token.find()) return keys;
        next = query + "&continuation-token=" + token.group(1).replace("/", "%2F");
      }
    }
  }
}

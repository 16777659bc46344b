package io.longhaul.bench.nulls3;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.bench.nulls3.NullServer.Counts;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads in parts, as the null server keeps account of them. */
class UploadsTest {
  private static final Pattern ID = Pattern.compile("<UploadId>([^<]+)</UploadId>");
  private static final Pattern ETAG = Pattern.compile("&quot;([^&]+)&quot;");
  private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
  private static final String TARGET = "/new-0-250/k";

  private final HttpClient http = HttpClient.newHttpClient();
  private NullServer server;

  @BeforeEach
  void start() throws Exception {
    server = NullServer.start(BuiltNullServer.program(), Optional.empty(), Duration.ZERO);
  }

  @AfterEach
  void end() {
    http.close();
    server.close();
  }

  @Test
  void an_object_of_which_all_parts_came_once_is_whole_and_there() throws Exception {
    assertThat(send(HttpRequest.newBuilder().HEAD(), TARGET).statusCode()).isEqualTo(404);
    String id = open();
    List<String> parts =
        List.of(copied(id, 1, "0-99"), copied(id, 2, "100-199"), copied(id, 3, "200-249"));
    HttpResponse<String> joined = join(id, parts);
    HttpResponse<String> there = send(HttpRequest.newBuilder().HEAD(), TARGET);

    assertThat(joined.statusCode()).isEqualTo(200);
    assertThat(matched(ETAG, joined)).endsWith("-3");
    assertThat(there.headers().firstValueAsLong("content-length")).hasValue(250);
    assertThat(there.headers().firstValue("etag")).contains("\"" + matched(ETAG, joined) + "\"");
    Counts counts = server.counts();
    assertThat(counts.uploads()).isEqualTo(1);
    assertThat(counts.partCopies()).isEqualTo(3);
    assertThat(counts.partsPinned()).isEqualTo(3);
    assertThat(counts.partsAgain()).isZero();
    assertThat(counts.joins()).isEqualTo(1);
    assertThat(counts.joinsConditional()).isEqualTo(1);
    assertThat(counts.wholes()).isEqualTo(1);
  }

  @Test
  void a_part_from_elsewhere_or_too_few_or_left_out_makes_no_whole() throws Exception {
    String shifted = open();
    join(shifted, List.of(copied(shifted, 1, "0-124"), copied(shifted, 2, "124-248")));
    String few = open();
    join(few, List.of(copied(few, 1, "0-99")));
    String more = open();
    String first = copied(more, 1, "0-249");
    copied(more, 2, "0-99");
    join(more, List.of(first));

    assertThat(server.counts().joins()).isEqualTo(3);
    assertThat(server.counts().wholes()).isZero();
  }

  @Test
  void a_part_that_comes_again_is_counted_and_sent_parts_are_named_by_their_bytes()
      throws Exception {
    String id = open();
    String query = TARGET + "?partNumber=1&uploadId=" + id;
    for (int i = 0; i < 2; i++) {
      HttpRequest.Builder put =
          HttpRequest.newBuilder().PUT(BodyPublishers.ofByteArray(new byte[250]));
      assertThat(send(put, query).headers().firstValue("etag"))
          .contains("\"" + md5OfZeros() + "\"");
    }
    assertThat(server.counts().partPuts()).isEqualTo(2);
    assertThat(server.counts().partsAgain()).isEqualTo(1);
    assertThat(join(id, List.of(md5OfZeros())).statusCode()).isEqualTo(200);
    assertThat(server.counts().wholes()).isEqualTo(1);
  }

  @Test
  void parts_are_listed_by_pages_and_an_upload_that_ended_is_none() throws Exception {
    String id = open();
    for (int number : List.of(2, 5, 7)) copied(id, number, "0-9");
    String query = TARGET + "?uploadId=" + id;
    String page = send(HttpRequest.newBuilder(), query + "&max-parts=2").body();
    String rest =
        send(HttpRequest.newBuilder(), query + "&max-parts=2&part-number-marker=5").body();

    assertThat(page).contains("<IsTruncated>true</IsTruncated>", "<Size>10</Size>");
    assertThat(page).contains("<NextPartNumberMarker>5</NextPartNumberMarker>");
    assertThat(numbers(page)).containsExactly("2", "5");
    assertThat(rest).contains("<IsTruncated>false</IsTruncated>");
    assertThat(numbers(rest)).containsExactly("7");

    assertThat(send(HttpRequest.newBuilder().DELETE(), query).statusCode()).isEqualTo(204);
    for (HttpRequest.Builder after :
        List.of(HttpRequest.newBuilder(), HttpRequest.newBuilder().DELETE())) {
      HttpResponse<String> gone = send(after, query);
      assertThat(gone.statusCode()).isEqualTo(404);
      assertThat(gone.body()).contains("<Code>NoSuchUpload</Code>");
    }
    assertThat(join(id, List.of("x")).statusCode()).isEqualTo(404);
  }

  @Test
  void what_never_came_so_is_not_joined_and_what_is_not_there_is_not_copied() throws Exception {
    String id = open();
    copied(id, 1, "0-99");

    assertThat(join(id, List.of("0123456789abcdef0123456789abcdef")).body())
        .contains("<Code>InvalidPart</Code>");
    assertThat(send(copy("200-250"), TARGET + "?partNumber=2&uploadId=" + id).statusCode())
        .isEqualTo(416);
  }

  private static String md5OfZeros() throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(new byte[250]));
  }

  private String open() throws Exception {
    return matched(
        ID, send(HttpRequest.newBuilder().POST(BodyPublishers.noBody()), TARGET + "?uploads"));
  }

  private String copied(String id, int number, String range) throws Exception {
    String query = TARGET + "?partNumber=%d&uploadId=%s".formatted(number, id);
    return matched(ETAG, send(copy(range), query));
  }

  private static HttpRequest.Builder copy(String range) {
    return HttpRequest.newBuilder()
        .header("x-amz-copy-source", "/hex-10-250/00/000000")
        .header("x-amz-copy-source-if-match", "\"e\"")
        .header("x-amz-copy-source-range", "bytes=" + range)
        .PUT(BodyPublishers.noBody());
  }

  private HttpResponse<String> join(String id, List<String> etags) throws Exception {
    StringBuilder document = new StringBuilder("<CompleteMultipartUpload>");
    for (int i = 0; i < etags.size(); i++) {
      document.append(
          "<Part><ETag>&quot;%s&quot;</ETag><PartNumber>%d</PartNumber></Part>"
              .formatted(etags.get(i), i + 1));
    }
    document.append("</CompleteMultipartUpload>");
    return send(
        HttpRequest.newBuilder()
            .header("If-None-Match", "*")
            .POST(BodyPublishers.ofString(document.toString())),
        TARGET + "?uploadId=" + id);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return http.send(request.uri(server.endpoint().resolve(path)).build(), BodyHandlers.ofString());
  }

  private static String matched(Pattern pattern, HttpResponse<String> answer) {
    Matcher matcher = pattern.matcher(answer.body());
    assertThat(matcher.find()).as(answer.body()).isTrue();
    return matcher.group(1);
  }

  private static List<String> numbers(String page) {
    List<String> numbers = new ArrayList<>();
    Matcher number = NUMBER.matcher(page);
    while (number.find()) numbers.add(number.group(1));
    return numbers;
  }
}

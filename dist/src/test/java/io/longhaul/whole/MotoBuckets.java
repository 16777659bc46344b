package io.longhaul.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Buckets on moto, as their owner has them. */
final class MotoBuckets implements AutoCloseable {
  private static final Pattern OBJECT =
      Pattern.compile("<Key>(.*?)</Key>.*?<ETag>(.*?)</ETag>", Pattern.DOTALL);

  private final URI moto;
  private final HttpClient client = HttpClient.newHttpClient();

  MotoBuckets(URI moto) {
    this.moto = moto;
  }

  void make(String... names) throws Exception {
    for (String name : names) put("/" + name, "");
  }

  /**
   * @param headers names and values in turn
   */
  void put(String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = request(path);
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    ask(request.PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /** What lies below a prefix, a page at most: ETags by what follows it. */
  Map<String, String> listed(String bucket, String prefix) throws Exception {
    String page = ask(request("/%s?list-type=2&prefix=%s".formatted(bucket, prefix)).build());
    Map<String, String> listed = new TreeMap<>();
    Matcher object = OBJECT.matcher(page);
    while (object.find()) listed.put(object.group(1).substring(prefix.length()), object.group(2));
    return listed;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(moto.resolve(path))
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=test/20261101/us-east-1/s3/aws4_request,"
                + " SignedHeaders=host, Signature=none");
  }

  private String ask(HttpRequest request) throws Exception {
    var answer = client.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as("%s: %s", request.uri(), answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Override
  public void close() {
    client.close();
  }
}

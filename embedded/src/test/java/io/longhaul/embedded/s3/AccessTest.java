package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.embedded.s3.protocol.Credentials;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only who has the session's secret, on this machine and outside a web page, gets in. */
class AccessTest {
  @TempDir Path root;
  S3UnderTest s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void a_wrong_secret_and_a_wrong_access_key_are_refused_each_by_its_code() {
    assertThat(listWith(new Credentials("LOCALTEST", "wrong"))).isEqualTo("SignatureDoesNotMatch");
    assertThat(listWith(new Credentials("ANOTHER", "a-secret"))).isEqualTo("InvalidAccessKeyId");
    assertThat(listWith(S3UnderTest.CREDENTIALS)).isEqualTo("none");
  }

  @Test
  void another_expected_owner_is_refused() {
    assertThat(
            code(() ->
                s3.client.listObjectsV2(r -> r.bucket(BUCKET).expectedBucketOwner("111111111111"))))
        .isEqualTo("AccessDenied");
    assertThat(
            code(() ->
                s3.client.listObjectsV2(r -> r.bucket(BUCKET).expectedBucketOwner("000000000000"))))
        .isEqualTo("none");
  }

  @Test
  void unsigned_foreign_host_and_origin_are_refused() throws IOException {
    String host = "127.0.0.1:" + s3.server.port();
    assertThat(send("GET / HTTP/1.1\r\nHost: " + host)).contains(" 403 ").contains("AccessDenied");
    assertThat(send("GET / HTTP/1.1\r\nHost: evil.example:" + s3.server.port()))
        .contains(" 403 ")
        .contains("answers to 127.0.0.1");
    assertThat(send("GET / HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host))
        .contains(" 403 ")
        .contains("web pages");
  }

  /** A connection that is closed upon bytes nobody has read takes the answer with it. */
  @Test
  void a_refusal_is_heard_by_who_still_sends() throws IOException {
    String host = "127.0.0.1:" + s3.server.port();
    String body = "x".repeat(4_000_000);
    String head =
        "PUT /b/k HTTP/1.1\r\nHost: %s\r\nContent-Length: %d".formatted(host, body.length());
    for (int i = 0; i < 5; i++) {
      assertThat(send(head, body)).contains(" 403 ").contains("AccessDenied");
    }
  }

  @Test
  void hooks_and_counters_need_the_secret_and_work_over_http() throws IOException {
    String host = "127.0.0.1:" + s3.server.port();
    String get = "GET /_longhaul/stats HTTP/1.1\r\nHost: " + host;
    assertThat(send(get)).contains(" 403 ");
    s3.put("k", "x");
    assertThat(send(get + "\r\nx-longhaul-secret: a-secret"))
        .contains(" 200 ")
        .contains("\"call\":\"PutObject\",\"status\":200,\"requests\":1");
    String rule = "{\"call\":\"GetObject\",\"do\":\"fail\",\"status\":503,\"times\":1}";
    assertThat(
            send(
                "POST /_longhaul/hooks HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nx-longhaul-secret: a-secret\r\nContent-Length: "
                    + rule.length(),
                rule))
        .contains("\"id\":\"1\"");
    assertThat(code(() -> s3.get("k"))).isEqualTo("SlowDown");
    assertThat(
            send(
                "GET /_longhaul/hooks/1?caught=1 HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nx-longhaul-secret: a-secret"))
        .contains("\"caught\":1");
    assertThat(
            send(
                "DELETE /_longhaul/hooks/1?seconds=30 HTTP/1.1\r\nHost: "
                    + host
                    + "\r\nx-longhaul-secret: a-secret"))
        .contains("\"answered\":{\"503\":1}");
  }

  private String listWith(Credentials credentials) {
    try (var client = S3UnderTest.client(s3.server.endpoint(), credentials)) {
      return code(() -> client.listObjectsV2(r -> r.bucket(BUCKET)));
    }
  }

  private String send(String head) throws IOException {
    return send(head, "");
  }

  private String send(String head, String body) throws IOException {
    try (var socket = new Socket("127.0.0.1", s3.server.port())) {
      String request = head + "\r\nConnection: close\r\n\r\n" + body;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

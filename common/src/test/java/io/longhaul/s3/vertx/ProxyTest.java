package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.aws.AwsPlace;
import io.longhaul.engine.RawServer;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Through a proxy, as system properties name one; the environment's variables are read alike. */
@Isolated
class ProxyTest {
  private static final String COPIED = "<CopyObjectResult><ETag>\"abc\"</ETag></CopyObjectResult>";

  @Test
  void a_plain_server_is_asked_through_it_by_its_whole_address()
      throws IOException, InterruptedException {
    try (RawServer proxy =
        new RawServer((n, head, out) -> {
          out.write(RawServer.answer("200 OK", "", COPIED));
          return true;
        })) {
      assertThat(copy("http", proxy)).isEqualTo(new Written.Stored("abc"));
      assertThat(proxy.heads().getFirst())
          .startsWith("put http://s3.example.invalid/to/k http/1.1\r\n")
          .contains("\r\nhost: s3.example.invalid\r\n");
    }
  }

  @Test
  void an_encrypted_one_is_asked_through_a_tunnel() throws IOException {
    try (RawServer proxy =
        new RawServer((n, head, out) -> {
          out.write(RawServer.answer("502 Bad Gateway", "", ""));
          return false;
        })) {
      StoreException failed =
          catchThrowableOfType(StoreException.class, () -> copy("https", proxy));
      assertThat(failed).isNotNull();
      assertThat(proxy.heads())
          .isNotEmpty()
          .allMatch(head -> head.startsWith("connect s3.example.invalid:443 http/1.1\r\n"));
    }
  }

  private static Written copy(String scheme, RawServer proxy) throws InterruptedException {
    System.setProperty(scheme + ".proxyHost", "127.0.0.1");
    System.setProperty(scheme + ".proxyPort", Integer.toString(proxy.endpoint().getPort()));
    try {
      URI endpoint = URI.create(scheme + "://s3.example.invalid");
      ObjectStore store = VertxStores.on(AwsPlace.at(endpoint, "test-key-id", "test-secret"));
      return store.copy(
          new CopyRequest("from", "k", "source", "to", "k", new Expect.Absent()),
          Deadline.in(new SystemTime(), Duration.ofSeconds(20)));
    } finally {
      System.clearProperty(scheme + ".proxyHost");
      System.clearProperty(scheme + ".proxyPort");
    }
  }
}

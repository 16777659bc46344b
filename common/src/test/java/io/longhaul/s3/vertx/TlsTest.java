package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.KeySource;
import io.longhaul.aws.S3Endpoints;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Over TLS, by either library, to a server whose certificate is for localhost alone. */
@ExtendWith(NoLeaks.class)
class TlsTest {
  private static final String PASSWORD = "changeit";
  private static final String COPIED = "<CopyObjectResult><ETag>\"abc\"</ETag></CopyObjectResult>";
  private static final SystemTime TIME = new SystemTime();
  private static final AwsSettings SETTINGS =
      new AwsSettings(4, Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 2);

  @TempDir static Path folder;
  private static HttpsServer server;
  private static PfxOptions trusted;

  @BeforeAll
  static void serve() throws IOException, InterruptedException, GeneralSecurityException {
    Path store = folder.resolve("key.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process made =
        new ProcessBuilder(
                List.of(
                    keytool.toString(),
                    "-genkeypair",
                    "-alias",
                    "s3",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-validity",
                    "2",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    store.toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
    trusted = new PfxOptions().setPath(store.toString()).setPassword(PASSWORD);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] body = COPIED.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream stream = Files.newInputStream(store)) {
      keys.load(stream, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void openssl_is_shipped_for_linux_and_macs() {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (machine.matches("(Linux|Mac OS X) (amd64|x86_64|aarch64)")) {
      assertThat(OpenSSLEngineOptions.isAvailable()).as(machine).isTrue();
    }
  }

  @Test
  void a_trusted_server_is_asked_by_openssl_and_by_the_jdk() throws InterruptedException {
    assertThat(copy(Tls.openSsl(trusted), "localhost")).isEqualTo(new Written.Stored("abc"));
    assertThat(copy(Tls.jdk(trusted), "localhost")).isEqualTo(new Written.Stored("abc"));
  }

  @Test
  void a_server_that_nobody_vouches_for_is_not_asked() {
    for (Tls tls : List.of(Tls.openSsl(null), Tls.jdk(null))) {
      StoreException refused =
          catchThrowableOfType(StoreException.class, () -> copy(tls, "localhost"));
      assertThat(refused.failure()).isEqualTo(FailureClass.UNAVAILABLE);
      assertThat(refused).hasMessageContaining("SSLHandshakeException");
    }
  }

  @Test
  void a_certificate_for_another_name_is_none() {
    for (Tls tls : List.of(Tls.openSsl(trusted), Tls.jdk(trusted))) {
      StoreException refused =
          catchThrowableOfType(StoreException.class, () -> copy(tls, "127.0.0.1"));
      assertThat(refused).isNotNull().hasMessageContaining("SSLHandshakeException");
    }
  }

  private static Written copy(Tls tls, String host) throws InterruptedException {
    URI endpoint = URI.create("https://" + host + ":" + server.getAddress().getPort());
    AwsPlace place = AwsPlace.at(endpoint, "test-key-id", "test-secret");
    try (Lanes lanes = new Lanes(SETTINGS, () -> tls)) {
      VertxRequests requests =
          new VertxRequests(
              lanes,
              new S3Endpoints(place.endpoint()),
              "us-east-1",
              new KeySource(place.credentials(), TIME),
              TIME,
              false,
              VertxRequests.Terms.NONE);
      return new S3ObjectStore(requests, new AwsCalls(TIME, SETTINGS))
          .copy(
              new CopyRequest("from", "k", "source", "to", "k", new Expect.Absent()),
              Deadline.in(TIME, Duration.ofSeconds(20)));
    }
  }
}

package io.longhaul.s3.vertx;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.net.TrustOptions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How connections are encrypted: by OpenSSL, at half the CPU, where its library can be loaded, else
 * by the JDK. Whom they trust is the JDK's to say ({@code javax.net.ssl.trustStore}).
 */
final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

  private final SSLEngineOptions engine;
  private final @Nullable TrustOptions trust;

  private Tls(SSLEngineOptions engine, @Nullable TrustOptions trust) {
    this.engine = engine;
    this.trust = trust;
  }

  /** The best there is here. */
  static Tls best() {
    return OpenSSLEngineOptions.isAvailable() ? openSsl(null) : jdkForLackOfOpenSsl();
  }

  private static Tls jdkForLackOfOpenSsl() {
    LOG.atInfo().log("OpenSSL cannot be loaded here: TLS is the JDK's, at about twice the CPU");
    return jdk(null);
  }

  static Tls openSsl(@Nullable TrustOptions trust) {
    return new Tls(new OpenSSLEngineOptions(), trust);
  }

  static Tls jdk(@Nullable TrustOptions trust) {
    return new Tls(new JdkSSLEngineOptions(), trust);
  }

  void to(HttpClientOptions options) {
    options.setSslEngineOptions(engine.copy());
    if (trust != null) options.setTrustOptions(trust);
  }
}

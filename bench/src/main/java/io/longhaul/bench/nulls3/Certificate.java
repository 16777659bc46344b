package io.longhaul.bench.nulls3;

import io.longhaul.bench.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate that a server on the loopback shows, made for one benchmark, and what has a client
 * trust it: checks stay on in all of them.
 *
 * @param pem for programs in Go by {@code SSL_CERT_FILE}
 * @param key the server's
 * @param trust for Java by {@code javax.net.ssl.trustStore}
 */
public record Certificate(Path pem, Path key, Path trust) {
  public static final String PASSWORD = "changeit";

  /** Makes one in an empty folder. */
  public static Certificate make(Path folder) throws IOException, InterruptedException {
    Path pem = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Path log = folder.resolve("openssl.log");
    List<String> command =
        List.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            key.toString(),
            "-out",
            pem.toString(),
            "-days",
            "30",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost,IP:127.0.0.1");
    if (!Tool.succeeds(command, log)) {
      throw new Refusal(
          "no certificate can be made: install openssl 1.1.1 or newer (%s)".formatted(log));
    }
    Path trust = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(trust)) {
      store(pem).store(out, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + ": " + e.getMessage(), e);
    }
    return new Certificate(pem, key, trust);
  }

  private static KeyStore store(Path pem) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      var read = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      store.setCertificateEntry("null-s3", read);
    }
    return store;
  }

  /** Trusts this one alone. */
  SSLContext context() throws IOException {
    try {
      TrustManagerFactory trusts =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusts.init(store(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusts.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(pem + ": " + e.getMessage(), e);
    }
  }

  /** Options of a JVM that trusts this one alone. */
  public List<String> javaOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trust, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }
}

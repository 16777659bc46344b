package io.longhaul.bench.copies;

import io.longhaul.bench.nulls3.Certificate;
import io.longhaul.bench.nulls3.NullServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one program is to do, and where.
 *
 * @param shown by the server; empty: it speaks without TLS
 * @param inFlight requests at once
 * @param folder for logs and the like
 */
record Course(
    NullServer server, Optional<Certificate> shown, int inFlight, Load load, Path folder) {
  long objects() {
    return load.objects();
  }

  String source() {
    return load.data().source(load);
  }

  String target() {
    return load.data().target(load);
  }

  Path log(String program) {
    return folder.resolve(program + ".log");
  }

  /** Any credentials will do, but a client wants some; and one in Go the certificate. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ACCESS_KEY_ID", "null");
    environment.put("AWS_SECRET_ACCESS_KEY", "null");
    environment.put("AWS_REGION", "us-east-1");
    shown.ifPresent(certificate -> {
      environment.put("SSL_CERT_FILE", certificate.pem().toString());
      // whoever sets it for all AWS clients of the machine would win over the line above
      environment.put("AWS_CA_BUNDLE", certificate.pem().toString());
    });
    return environment;
  }
}

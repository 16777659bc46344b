package io.longhaul.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** moto's server, where it is installed. */
public final class Moto {
  private static final Optional<Path> PROGRAM = EngineProcess.onPath("moto_server");

  private Moto() {}

  /** Its address; skips the test, and says so, where moto is not installed. */
  public static URI endpoint() {
    if (PROGRAM.isEmpty()) {
      System.err.println(
          "SKIPPED on moto: moto_server is not on the PATH (pip install 'moto[server]')");
    }
    assumeTrue(PROGRAM.isPresent(), "moto_server is not on the PATH");
    return Started.MOTO.endpoint();
  }

  /** Its address, when it has forgotten all that it held. */
  public static URI emptied() throws IOException {
    URI endpoint = endpoint();
    HttpURLConnection reset =
        (HttpURLConnection) endpoint.resolve("/moto-api/reset").toURL().openConnection();
    reset.setRequestMethod("POST");
    if (reset.getResponseCode() != 200) throw new IOException("moto cannot be emptied");
    return endpoint;
  }

  private static final class Started {
    static final EngineProcess MOTO =
        EngineProcess.start(
            port -> List.of(PROGRAM.orElseThrow().toString(), "-H", "127.0.0.1", "-p", "" + port),
            "Running on");
  }
}

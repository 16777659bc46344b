package io.longhaul.bench.nulls3;

import io.longhaul.bench.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The null server's program, for tests that are skipped aloud where it cannot be built. */
public final class BuiltNullServer {
  private BuiltNullServer() {}

  public static Path program() throws IOException, InterruptedException {
    try {
      return NullServer.program(Path.of("").toAbsolutePath());
    } catch (Refusal e) {
      System.out.println("SKIPPED: " + e.getMessage());
      return Assumptions.abort(e.getMessage());
    }
  }
}

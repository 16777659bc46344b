package io.longhaul.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Adobe's S3Mock, from the jar that the build lays under target/engines. */
public final class S3Mock {
  private static final Path JAR =
      Path.of(System.getProperty("longhaul.s3mock", "target/engines/s3mock.jar"));

  private S3Mock() {}

  public static URI endpoint() {
    return Started.S3MOCK.endpoint();
  }

  private static final class Started {
    static final EngineProcess S3MOCK = start();
  }

  private static EngineProcess start() {
    if (!Files.exists(JAR)) throw new IllegalStateException(JAR + " is not there: mvn verify");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return EngineProcess.start(
        port ->
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-jar",
                JAR.toString(),
                "--server.port=0",
                "--com.adobe.testing.s3mock.httpPort=" + port),
        "Started S3MockApplication");
  }
}

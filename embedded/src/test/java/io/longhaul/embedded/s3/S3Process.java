package io.longhaul.embedded.s3;

import io.longhaul.embedded.s3.store.Freshness;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A server in a process of its own, to be killed. */
final class S3Process {
  private S3Process() {}

  static Process start(Path root) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            S3Process.class.getName(),
            root.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var freshness = new Freshness(InstantSource.system(), Duration.ofSeconds(2));
    S3Server server = S3Server.start(Path.of(args[0]), 0, S3UnderTest.CREDENTIALS, freshness);
    System.out.println(server.endpoint());
    Thread.currentThread().join();
  }
}

package io.longhaul.embedded.s3;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns away what a web page could send: a foreign Host (rebinding), or any Origin. */
final class LoopbackGuard {
  private final Set<String> hosts;

  LoopbackGuard(int port) {
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  void check(@Nullable List<String> host, @Nullable List<String> origin) {
    if (host == null || host.size() != 1 || !hosts.contains(host.getFirst())) {
      throw S3Failure.accessDenied("This server answers to 127.0.0.1 and localhost only.");
    }
    if (origin != null) throw S3Failure.accessDenied("Requests from web pages are refused.");
  }
}

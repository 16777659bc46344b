package io.longhaul.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The folders behind an embedded cloud's buckets, which alone knows what of them is an object. */
public final class EmbeddedFolders implements BucketFolders {
  private static final int CONNECT_MILLIS = 5_000;

  /** It walks the whole folder: a million files take it some seconds. */
  private static final int READ_MILLIS = 120_000;

  private static final int NO_BUCKET = 404;

  private final LocalCloud.Server s3;

  public EmbeddedFolders(LocalCloud.Server s3) {
    this.s3 = s3;
  }

  @Override
  public Optional<LeftOut> leftOut(String bucket, String prefix, Optional<Instant> until) {
    String question =
        "%s/_longhaul/left-out?bucket=%s&prefix=%s&until=%s"
            .formatted(
                s3.endpoint(),
                encoded(bucket),
                encoded(prefix),
                until.map(at -> Long.toString(at.toEpochMilli())).orElse(""));
    try {
      HttpURLConnection asked =
          (HttpURLConnection) URI.create(question).toURL().openConnection(java.net.Proxy.NO_PROXY);
      asked.setConnectTimeout(CONNECT_MILLIS);
      asked.setReadTimeout(READ_MILLIS);
      asked.setRequestProperty("x-longhaul-secret", s3.secret());
      if (asked.getResponseCode() == NO_BUCKET) return Optional.empty();
      try (InputStream answer = asked.getInputStream()) {
        return Optional.of(LeftOut.read(new String(answer.readAllBytes(), StandardCharsets.UTF_8)));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new StackUnreachable(
          "the embedded cloud at %s does not say what bucket '%s' leaves out: %s"
              .formatted(s3.endpoint(), bucket, e.getMessage()));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

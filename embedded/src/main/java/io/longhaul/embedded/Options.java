package io.longhaul.embedded;

import io.longhaul.embedded.s3.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What an embedded cloud is started with.
 *
 * @param state folder of the ledger, cloud.json, cloud.log and what is remembered
 * @param s3Root folder whose folders are the buckets
 * @param ports wished for; what is not wished for, or taken, is remembered or free
 * @param parent when this process is gone, the cloud stops
 * @param rescan how long a listing may go without looking at the files themselves
 * @param minimumPart how small, in bytes, a part of an upload may be unless it is the last
 */
public record Options(
    Path state,
    Path s3Root,
    String stack,
    Ports ports,
    OptionalLong parent,
    Duration rescan,
    long minimumPart) {
  private static final Pattern STACK = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
  private static final Duration RESCAN = Duration.ofSeconds(2);

  public Options {
    if (!STACK.matcher(stack).matches()) throw new IllegalArgumentException("--stack: " + stack);
    if (minimumPart < 0) throw new IllegalArgumentException("--min-part-bytes: " + minimumPart);
    if (rescan.isNegative()) throw new IllegalArgumentException("--rescan-ms: " + rescan);
  }

  /** Everything below one folder, on free ports. */
  public static Options in(Path folder) {
    return new Options(
        folder.resolve("state"),
        folder.resolve("s3"),
        "default",
        Ports.FREE,
        OptionalLong.empty(),
        RESCAN,
        S3Server.MINIMUM_PART);
  }

  public Options stack(String name) {
    return new Options(state, s3Root, name, ports, parent, rescan, minimumPart);
  }

  /** Zero: every first page of a listing looks at the files. */
  public Options rescan(Duration atMost) {
    return new Options(state, s3Root, stack, ports, parent, atMost, minimumPart);
  }

  /** For tests of uploads with many small parts. */
  public Options minimumPart(long bytes) {
    return new Options(state, s3Root, stack, ports, parent, rescan, bytes);
  }
}

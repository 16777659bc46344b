package io.longhaul.job;

import io.longhaul.job.form.InvalidField;
import io.longhaul.pattern.Rename;
import org.jspecify.annotations.Nullable;

/** What jobs between two places of S3 have in common: a key keeps what follows the prefix. */
public sealed interface S3Sides extends KindOptions permits S3CopyJob, S3VerifyJob {
  S3Location source();

  S3Location target();

  /** Where the first cuts of the source come from. */
  Cut cut();

  /** The same, cut otherwise. */
  S3Sides with(Cut other);

  /** Which of the objects are meant. */
  Selection select();

  /** What of an object goes along. */
  Keep keep();

  /** What becomes of names below the source's prefix; null: they stay. */
  @Nullable Rename rename();

  /** Null: those that the workers have anyway. */
  @Nullable Credentials credentials();

  /**
   * @throws InvalidField if copies would be copied again
   */
  static void refuseOverlap(S3Location source, S3Location target) {
    if (source.equals(target)) {
      throw new InvalidField("target", "is the source itself; write another bucket or prefix");
    }
    if (source.overlaps(target)) {
      throw new InvalidField(
          "target",
          "overlaps the source %s, so copies would be copied again; write another prefix"
              .formatted(source));
    }
  }

  /**
   * @param field that says the route
   * @throws InvalidField if no one identity could make the copies
   */
  static void refuseTwoIdentities(
      @Nullable Credentials credentials, CopyOptions.Route route, String field) {
    if (credentials != null
        && route == CopyOptions.Route.SERVER_SIDE
        && credentials.source() != null
        && !credentials.source().equals(credentials.target())) {
      throw new InvalidField(
          "credentials.source",
          "a server-side copy is one request, signed by the target's credentials; let those read"
              + " the source, or write %s: streamed".formatted(field));
    }
  }
}

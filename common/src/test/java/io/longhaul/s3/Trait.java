package io.longhaul.s3;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One thing that an object is beside its bytes: what a source has of it, and where it is seen. */
@SuppressWarnings("ImmutableEnumChecker") // functions and records of what cannot be changed
public enum Trait {
  CONTENT_TYPE(typed("text/x-longhaul"), traits -> traits.content().type()),
  CACHE_CONTROL(
      content(new ContentHeaders("a/b", "max-age=60, public", null, null, null, null)),
      traits -> traits.content().cacheControl()),
  CONTENT_DISPOSITION(
      content(new ContentHeaders("a/b", null, "attachment; filename=\"a b\"", null, null, null)),
      traits -> traits.content().disposition()),
  CONTENT_ENCODING(
      content(new ContentHeaders("a/b", null, null, "zstd", null, null)),
      traits -> traits.content().encoding()),
  CONTENT_LANGUAGE(
      content(new ContentHeaders("a/b", null, null, null, "de, en", null)),
      traits -> traits.content().language()),
  EXPIRES(
      content(new ContentHeaders("a/b", null, null, null, null, "Thu, 01 Dec 2044 16:00:00 GMT")),
      traits -> traits.content().expires()),
  METADATA(
      Traits.of("a/b", Map.of("owner", "team a", "two", "=?%/\"'")), traits -> traits.metadata()),
  WEBSITE_REDIRECT(typed("a/b").withRedirect("/else"), traits -> traits.redirect()),
  STORAGE_CLASS(typed("a/b").withStorageClass("STANDARD_IA"), traits -> traits.storageClass()),
  TAGS(typed("a/b").withTags(Map.of("team a", "x+y=@/", "n", "1")), traits -> traits.tags()),
  KMS_KEY(
      typed("a/b").withEncryption(Encryption.kms("arn:aws:kms:us-east-1:123456789012:key/a")),
      traits -> traits.encryption()),
  RETENTION(
      typed("a/b").withLock(new Lock("GOVERNANCE", Instant.parse("2044-01-02T03:04:05Z"), false)),
      traits -> traits.lock()),
  LEGAL_HOLD(typed("a/b").withLock(new Lock(null, null, true)), traits -> traits.lock());

  /** How an object comes to its target. */
  public enum Way {
    /** By one CopyObject. */
    SERVER_SIDE,
    /** By a GET and a PUT. */
    STREAMED,
    /** By an upload whose part the store copies. */
    IN_PARTS
  }

  /** One trait on one way. */
  public record Cell(Trait trait, Way way) {}

  final Traits source;
  private final Function<Traits, @Nullable Object> seen;

  Trait(Traits source, Function<Traits, @Nullable Object> seen) {
    this.source = source;
    this.seen = seen;
  }

  private static Traits typed(String type) {
    return Traits.of(type, Map.of());
  }

  private static Traits content(ContentHeaders headers) {
    return new Traits(headers, Map.of(), null, StorageClass.STANDARD, Map.of(), null, Lock.NONE);
  }

  /** Whether it is there as the source had it. */
  boolean isKept(Traits target) {
    return Objects.equals(seen.apply(source), seen.apply(target));
  }

  /** All of them on this way. */
  public static Set<Cell> allOn(Way way) {
    return on(way, values());
  }

  /** These traits on this way. */
  public static Set<Cell> on(Way way, Trait... traits) {
    return Set.of(traits).stream()
        .map(trait -> new Cell(trait, way))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** These traits, whatever the way. */
  public static Set<Cell> everywhere(Trait... traits) {
    return EnumSet.allOf(Way.class).stream()
        .flatMap(way -> on(way, traits).stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}

package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Calls of the port, in an order, on keys and under conditions that a seed decides. */
final class RandomCalls {
  private static final String WRONG = "00000000000000000000000000000000";
  private static final int MOST_PAGES = 100;
  private static final int LARGE = 32_000;

  private final Random random;
  private final RandomKeys keys;
  private final List<String> seen = new ArrayList<>(List.of(WRONG));
  private final boolean sameEngine;

  RandomCalls(Random random, RandomKeys keys, boolean sameEngine) {
    this.random = random;
    this.keys = keys;
    this.sameEngine = sameEngine;
  }

  /**
   * A call that can be made of either side.
   *
   * @param reads whether it changes nothing
   */
  record Asked(String said, boolean reads, Made made) {
    Ending of(Side side) throws InterruptedException {
      return Ending.of(() -> made.on(side));
    }
  }

  interface Made {
    Object on(Side side) throws InterruptedException, IOException;
  }

  /**
   * @param first where it is looked up what is there now, so that a condition may hold
   */
  Asked next(Side first) throws InterruptedException {
    return switch (random.nextInt(26)) {
      case 0 -> bucket();
      case 1, 2, 3 -> list();
      case 4, 5 -> head();
      case 6, 7, 8 -> get(first);
      case 9, 10, 11, 12 -> put(first);
      case 13, 14, 15, 16 -> copy(first);
      case 17, 18 -> delete(first);
      case 19, 20 -> range(first);
      case 21, 22 -> upload(first);
      case 23, 24 -> deleteAll(first);
      default -> behind();
    };
  }

  private Asked bucket() {
    int bucket = random.nextInt(3);
    return new Asked(
        "bucket " + bucket,
        true,
        side ->
            side.store()
                .bucket(side.bucket(bucket), soon())
                .map(info -> new BucketInfo("bucket " + bucket, info.region())));
  }

  private Asked list() {
    int bucket = number();
    String prefix = keys.prefix();
    String after = random.nextInt(3) == 0 ? keys.prefix() : null;
    String above = after == null || after.isEmpty() ? null : after;
    String[] delimiters = {"/", "/", "b", "/b", "\u65e5"};
    String by = random.nextBoolean() ? null : delimiters[random.nextInt(delimiters.length)];
    int most = random.nextBoolean() ? 1000 : 1 + random.nextInt(5);
    String token = sameEngine && random.nextInt(30) == 0 ? "no token" : null;
    return new Asked(
        "list %d prefix '%s' after '%s' by '%s' at most %d token '%s'"
            .formatted(bucket, prefix, above, by, most, token),
        true,
        side ->
            pages(
                side.store(),
                new ListRequest(side.bucket(bucket), prefix, above, by, token, most)));
  }

  private static List<ListPage> pages(ObjectStore store, ListRequest request)
      throws InterruptedException {
    List<ListPage> pages = new ArrayList<>();
    for (String token = request.token(); pages.size() < MOST_PAGES; ) {
      ListPage page = store.list(request.page(token), soon());
      token = page.next();
      // A token is its server's own business.
      pages.add(new ListPage(page.objects(), page.prefixes(), token == null ? null : "more"));
      if (token == null) return pages;
    }
    throw new AssertionError("no end after " + MOST_PAGES + " pages: " + request);
  }

  private Asked head() {
    int bucket = number();
    String key = key();
    return new Asked(
        "head %d '%s'".formatted(bucket, key),
        true,
        side -> side.store().head(side.bucket(bucket), key, soon()));
  }

  private Asked get(Side first) throws InterruptedException {
    int bucket = number();
    String key = key();
    String etag = etag(first, bucket, key);
    return new Asked(
        "get %d '%s' if %s".formatted(bucket, key, etag),
        true,
        side -> GotWhole.of(side.store().get(side.bucket(bucket), key, etag, soon())));
  }

  private Asked range(Side first) throws InterruptedException {
    int bucket = number();
    String key = key();
    String etag = etag(first, bucket, key);
    ByteRange range = new ByteRange(random.nextInt(10), 1 + random.nextInt(10));
    return new Asked(
        "range %s of %d '%s' if %s".formatted(range.header(), bucket, key, etag),
        true,
        side -> GotWhole.of(side.store().getRange(side.bucket(bucket), key, etag, range, soon())));
  }

  /** An upload of one part, which is thrown away where it does not become an object. */
  private Asked upload(Side first) throws InterruptedException {
    int to = number();
    String key = key();
    byte[] bytes = bytes();
    int from = number();
    String source = keys.key();
    String etag = etag(first, from, source);
    boolean copies = random.nextBoolean();
    ByteRange range = new ByteRange(0, 1 + random.nextInt(4));
    if (first.engine().lacks().contains(StoreLack.UPLOADS)) return head();
    // The SDK cannot read what the server says back of such a key.
    if (!key.chars().allMatch(c -> c >= ' ' && c < 0xfffe)) return head();
    Expect expect = expect(first, to, key);
    String type = type();
    Map<String, String> metadata = metadata();
    return new Asked(
        "upload %d '%s' %s, %s %s, %s"
            .formatted(
                to,
                key,
                copies ? "%s of %d '%s' if %s".formatted(range, from, source, etag) : bytes.length,
                type,
                metadata,
                expect),
        false,
        side -> {
          ObjectStore store = side.store();
          UploadRequest request = new UploadRequest(side.bucket(to), key, type, metadata);
          OpenUpload upload = store.createUpload(request, soon());
          try {
            PartCopyRequest copy =
                new PartCopyRequest(upload, 1, side.bucket(from), source, etag, range);
            PartWritten part =
                copies
                    ? store.copyPart(copy, soon())
                    : store.putPart(
                        new PartRequest(upload, 1, bytes.length), Body.of(bytes), soon());
            if (!(part instanceof PartWritten.Stored stored)) return part;
            List<Part> parts = List.of(new Part(1, stored.etag()));
            return store.completeUpload(new CompleteRequest(upload, parts, expect), soon());
          } finally {
            store.abortUpload(upload, soon());
          }
        });
  }

  private Asked deleteAll(Side first) throws InterruptedException {
    int bucket = number();
    Map<String, Doomed> doomed = new TreeMap<>();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      String key = key();
      Expect any = new Expect.Anything();
      Expect expect = random.nextBoolean() ? any : new Expect.Etag(etag(first, bucket, key));
      doomed.put(key, new Doomed(key, null, expect));
    }
    List<Doomed> objects = List.copyOf(doomed.values());
    return new Asked(
        "delete-all %d %s".formatted(bucket, objects),
        false,
        side ->
            side.store().deleteAll(new DeleteRequest(side.bucket(bucket), objects), soon()).stream()
                .map(each ->
                    each instanceof Undeleted.Failed failed
                        ? failed.object().key() + failed.failure() + failed.code()
                        : each.toString())
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private Asked put(Side first) throws InterruptedException {
    int bucket = number();
    String key = key();
    byte[] bytes = bytes();
    int length = random.nextInt(40) == 0 ? Math.max(1, bytes.length - 1) : bytes.length;
    String type = type();
    Map<String, String> metadata = metadata();
    // A refusal that comes while the body still goes out is lost on the SDK where the server then
    // closes.
    Expect expect = bytes.length > LARGE ? new Expect.Anything() : expect(first, bucket, key);
    Duration patience = patience();
    return new Asked(
        "put %d '%s' %d of %d bytes, %s %s, %s, within %s"
            .formatted(bucket, key, bytes.length, length, type, metadata, expect, patience),
        false,
        side ->
            side.store()
                .put(
                    new PutRequest(side.bucket(bucket), key, length, type, metadata, expect),
                    Body.of(bytes),
                    within(patience)));
  }

  private Asked copy(Side first) throws InterruptedException {
    int from = number();
    String source = key();
    String etag = etag(first, from, source);
    int to = number();
    String target = key();
    // S3 refuses a copy onto itself that changes nothing; other servers have other opinions.
    if (to == from && target.equals(source)) return head();
    Expect expect = expect(first, to, target);
    Duration patience = patience();
    return new Asked(
        "copy %d '%s' if %s to %d '%s' %s, within %s"
            .formatted(from, source, etag, to, target, expect, patience),
        false,
        side ->
            side.store()
                .copy(
                    new CopyRequest(
                        side.bucket(from), source, etag, side.bucket(to), target, expect),
                    within(patience)));
  }

  private Asked delete(Side first) throws InterruptedException {
    int bucket = number();
    String key = key();
    Expect any = new Expect.Anything();
    Expect expect = random.nextBoolean() ? any : new Expect.Etag(etag(first, bucket, key));
    return new Asked(
        "delete %d '%s' %s".formatted(bucket, key, expect),
        false,
        side -> deleted(side.store().delete(side.bucket(bucket), key, expect, soon())));
  }

  /**
   * Of what is not there, one server says that it is not there now, and another that it was not.
   */
  private Written deleted(Written written) {
    boolean missing = written instanceof Written.Missing;
    return missing && !sameEngine ? new Written.Stored("") : written;
  }

  /** Somebody else writes. */
  private Asked behind() {
    int bucket = random.nextInt(2);
    String key = keys.key();
    byte[] bytes = bytes();
    return new Asked(
        "write %d '%s' %d bytes behind their backs".formatted(bucket, key, bytes.length),
        false,
        side -> {
          side.engine().write(side.bucket(bucket), key, bytes);
          return "written";
        });
  }

  /** One that is there, mostly. */
  private int number() {
    return random.nextInt(25) == 0 ? 2 : random.nextInt(2);
  }

  private String key() {
    return random.nextInt(30) == 0 ? keys.impossible() : keys.key();
  }

  private Expect expect(Side first, int bucket, String key) throws InterruptedException {
    return switch (random.nextInt(4)) {
      case 0 -> new Expect.Anything();
      case 1 -> new Expect.Absent();
      default -> new Expect.Etag(etag(first, bucket, key));
    };
  }

  /** That of what is there now, mostly; else one that was somewhere once. */
  private String etag(Side first, int bucket, String key) throws InterruptedException {
    Ending there = Ending.of(() -> first.store().head(first.bucket(bucket), key, soon()));
    if (there instanceof Ending.Value(Optional<?> found)
        && found.isPresent()
        && found.get() instanceof ListedObject object) {
      if (!seen.contains(object.etag())) seen.add(object.etag());
      if (random.nextInt(4) != 0) return object.etag();
    }
    return seen.get(random.nextInt(seen.size()));
  }

  private byte[] bytes() {
    int size =
        switch (random.nextInt(10)) {
          case 0 -> 0;
          case 1 -> 1 + random.nextInt(300_000);
          default -> 1 + random.nextInt(30);
        };
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return random.nextInt(3) == 0 ? Arrays.copyOf("same".getBytes(US_ASCII), 4) : bytes;
  }

  /** Never none: the SDK would say one of its own. */
  private String type() {
    String[] types = {"text/plain", "text/plain; charset=utf-8", "x/y", "application/x+json"};
    return types[random.nextInt(types.length)];
  }

  private Map<String, String> metadata() {
    return switch (random.nextInt(5)) {
      case 0 -> Map.of("owner", "team a", "n", "" + random.nextInt(10));
      // A header's tab comes back as a blank; what is kept in memory never was in a header.
      case 1 -> Map.of("two-words", sameEngine ? "a  b\tc" : "a  b c", "b_c.d", "=?&%+/\"'");
      default -> Map.of();
    };
  }

  private Duration patience() {
    return random.nextInt(40) == 0 ? Duration.ZERO : Duration.ofSeconds(30);
  }

  private static Deadline soon() {
    return within(Duration.ofSeconds(30));
  }

  private static Deadline within(Duration patience) {
    return Deadline.in(new SystemTime(), patience);
  }
}

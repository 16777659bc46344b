package io.longhaul.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.s3.Body;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Traits;
import io.longhaul.s3.Written;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;

/**
 * Somebody's application, a process of its own: every second it writes one in a hundred of its keys
 * anew, most of them at the source and some at the target, twice a large object, and writes down
 * each write once it is done. It ends when its input does.
 */
final class Application {
  static final int KEYS = 2_000;
  static final String LARGE = "large.bin";

  private static final int A_SECOND = KEYS / 100;
  private static final int FOREIGN_IN = 5;
  private static final Time TIME = new SystemTime();

  private final ObjectStore store;
  private final PrintStream journal;
  private final Random random;

  private Application(ObjectStore store, PrintStream journal, long seed) {
    this.store = store;
    this.journal = journal;
    this.random = new Random(seed);
  }

  static String key(int number) {
    return "%02X/%04d".formatted(number % 256, number);
  }

  static String content(String side, int key, int version) {
    return "%s %s %d %s".formatted(side, key(key), version, "x".repeat(key % 97));
  }

  /**
   * @param words the state folder of the embedded cloud, the journal and the seed
   */
  public static void main(String[] words) throws Exception {
    StackSettings settings =
        new StackSettings(Cloud.STACK, "application", Optional.of(Path.of(words[0])));
    try (Stack stack = new AwsStacks(AwsSettings.of(8), TIME).open(settings);
        PrintStream journal =
            new PrintStream(
                Files.newOutputStream(
                    Path.of(words[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                UTF_8)) {
      new Application(stack.store(), journal, Long.parseLong(words[2])).work();
    }
  }

  private void work() throws Exception {
    int version = 1;
    long next = TIME.nanos();
    while (System.in.available() == 0) {
      if (version % A_SECOND == 0 && version / A_SECOND <= 2) large(version / A_SECOND);
      int key = random.nextInt(KEYS);
      put(random.nextInt(FOREIGN_IN) == 0 ? "target" : "source", key, version++);
      next += Duration.ofSeconds(1).toNanos() / A_SECOND;
      TIME.sleep(Duration.ofNanos(next - TIME.nanos()));
    }
  }

  private void put(String side, int key, int version) throws Exception {
    byte[] bytes = content(side, key, version).getBytes(UTF_8);
    PutRequest put =
        new PutRequest(side, key(key), bytes.length, Traits.NONE, new Expect.Anything());
    Instant begun = TIME.now();
    // what was begun may be seen, also if nobody is told that it was done
    note("begins", side, key(key), version, begun);
    if (store.put(put, Body.of(bytes), soon()) instanceof Written.Stored) {
      note("wrote", side, key(key), version, TIME.now());
    }
  }

  /** The large object becomes the other one of two, by a copy that S3 makes by itself. */
  private void large(int version) throws Exception {
    String model = "model-" + version % 2;
    ListedObject from = store.head("models", model, soon()).orElseThrow();
    note("begins", "source", LARGE, version, TIME.now());
    CopyRequest copy =
        new CopyRequest("models", model, from.etag(), "source", LARGE, new Expect.Anything());
    if (store.copy(copy, soon()) instanceof Written.Stored) {
      note("wrote", "source", LARGE, version, TIME.now());
    }
  }

  private void note(String what, String side, String key, int version, Instant when) {
    journal.println("%s %s %s %d %d".formatted(what, side, key, version, when.toEpochMilli()));
  }

  private static Deadline soon() {
    return Deadline.in(TIME, Duration.ofSeconds(40));
  }
}

package io.longhaul.bench.copies;

import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Written;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Streams each object of a bucket through the port into another, so many at once, and fails if
 * there are not as many as was said: {@code STATE SOURCE TARGET OBJECTS IN-FLIGHT [alive]}. {@code
 * LONGHAUL_DATA_PLANE} says by which adapter; with {@code alive} it says what of memory was in use.
 */
final class StreamAll {
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private final ObjectStore store;
  private final Time time;
  private final String source;
  private final String target;
  private final AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();

  // under this one's lock
  private final Deque<ListedObject> page = new ArrayDeque<>();
  private @Nullable String token;
  private boolean listed;
  private long begun;

  private StreamAll(ObjectStore store, Time time, String source, String target) {
    this.store = store;
    this.time = time;
    this.source = source;
    this.target = target;
  }

  public static void main(String[] args) throws InterruptedException {
    Time time = new SystemTime();
    Optional<Path> local = Optional.of(Path.of(args[0]));
    StackSettings settings = StackSettings.resolve(Optional.empty(), local, System.getenv());
    int inFlight = Integer.parseInt(args[4]);
    Stack stack = new AwsStacks(AwsSettings.of(inFlight), time).open(settings);
    StreamAll all = new StreamAll(stack.store(), time, args[1], args[2]);
    Alive alive = args.length > 5 ? Alive.watch(time) : null;
    all.streamAll(inFlight);
    if (alive != null) System.out.println(alive.line());
    System.exit(all.ended(Long.parseLong(args[3]))); // closing takes two seconds
  }

  private int ended(long objects) {
    Throwable why = failed.get();
    if (why != null) {
      why.printStackTrace();
      return 1;
    }
    if (begun == objects) return 0;
    System.err.printf("%,d objects were listed of %,d%n", begun, objects);
    return 1;
  }

  private void streamAll(int inFlight) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < inFlight; i++) threads.add(time.start("stream " + i, this::streamSome));
    for (Thread thread : threads) thread.join();
  }

  private void streamSome() {
    try {
      for (ListedObject object = next(); object != null; object = next()) stream(object);
    } catch (Throwable thrown) {
      failed.compareAndSet(null, thrown);
    }
  }

  /** Null: there are no more, or one of them has failed. */
  private synchronized @Nullable ListedObject next() throws InterruptedException {
    if (failed.get() != null) return null;
    while (page.isEmpty() && !listed) {
      ListRequest request = ListRequest.of(source, "").page(token);
      ListPage next = store.list(request, Deadline.in(time, LONGEST));
      page.addAll(next.objects());
      token = next.next();
      listed = token == null;
    }
    if (!page.isEmpty()) begun++;
    return page.poll();
  }

  private void stream(ListedObject object) throws Exception {
    Deadline deadline = Deadline.in(time, LONGEST);
    Got got = store.get(source, object.key(), object.etag(), deadline);
    if (!(got instanceof Got.Content content)) throw new IllegalStateException(object + ": " + got);
    try (InputStream stream = content.stream()) {
      PutRequest put =
          new PutRequest(
              target, object.key(), object.size(), content.traits(), new Expect.Absent());
      Written written = store.put(put, () -> stream, deadline);
      if (!(written instanceof Written.Stored)) {
        throw new IllegalStateException(object + ": " + written);
      }
    }
  }
}

package io.longhaul.bench.copies;

import io.longhaul.aws.AwsSettings;
import io.longhaul.aws.stack.AwsStacks;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Lists a bucket from end to end through the port, page by page, and fails if it does not hold so
 * many keys: {@code STATE BUCKET KEYS}. {@code LONGHAUL_DATA_PLANE} says by which adapter.
 */
final class ListAll {
  private static final int SLOTS = 64;
  private static final Duration LONGEST_PAGE = Duration.ofSeconds(30);

  private ListAll() {}

  public static void main(String[] args) throws InterruptedException {
    Time time = new SystemTime();
    Optional<Path> local = Optional.of(Path.of(args[0]));
    StackSettings settings = StackSettings.resolve(Optional.empty(), local, System.getenv());
    Stack stack = new AwsStacks(AwsSettings.of(SLOTS), time).open(settings);
    long keys = count(stack.store(), args[1], time);
    if (keys != Long.parseLong(args[2])) {
      System.err.printf("%,d keys were listed of %s%n", keys, args[2]);
      System.exit(1);
    }
    System.exit(0); // closing takes two seconds
  }

  private static long count(ObjectStore store, String bucket, Time time)
      throws InterruptedException {
    long keys = 0;
    String last = "";
    String token = null;
    do {
      ListRequest request = ListRequest.of(bucket, "").page(token);
      ListPage page = store.list(request, Deadline.in(time, LONGEST_PAGE));
      for (ListedObject object : page.objects()) {
        if (object.key().compareTo(last) <= 0) throw new IllegalStateException("after " + last);
        last = object.key();
        keys++;
      }
      token = page.next();
    } while (token != null);
    return keys;
  }
}

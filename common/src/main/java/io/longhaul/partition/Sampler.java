package io.longhaul.partition;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Lists within bounds of requests and of time; what does not fit into them comes back empty. */
public final class Sampler {
  public static final int MOST_REQUESTS = 200;

  private final ObjectStore store;
  private final int most;
  private final Time time;
  private final Deadline deadline;
  private int requests;

  public Sampler(ObjectStore store, Time time, Deadline deadline) {
    this(store, MOST_REQUESTS, time, deadline);
  }

  /**
   * @param most requests in all
   */
  public Sampler(ObjectStore store, int most, Time time, Deadline deadline) {
    this.store = store;
    this.most = most;
    this.time = time;
    this.deadline = deadline;
  }

  /** How many requests were made so far. */
  public int requests() {
    return requests;
  }

  /** How many more may be made; 0 too when the time is up. */
  public int left() {
    return deadline.passed() ? 0 : most - requests;
  }

  /** One page, or nothing: requests or time are used up. */
  Optional<ListPage> list(ListRequest request) throws InterruptedException {
    return listAll(List.of(request)).getFirst();
  }

  /** The pages of several requests made at once, in their order. */
  public List<Optional<ListPage>> listAll(List<ListRequest> asked) throws InterruptedException {
    AtomicReferenceArray<@Nullable ListPage> pages = new AtomicReferenceArray<>(asked.size());
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < asked.size() && requests < most && !deadline.passed(); i++) {
      requests++;
      int place = i;
      ListRequest request = asked.get(i);
      threads.add(time.start("look", () -> pages.set(place, page(request, failure))));
    }
    try {
      for (Thread thread : threads) thread.join();
    } finally {
      threads.forEach(Thread::interrupt);
    }
    RuntimeException failed = failure.get();
    if (failed != null) throw failed;
    List<Optional<ListPage>> answers = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) answers.add(Optional.ofNullable(pages.get(i)));
    return answers;
  }

  private @Nullable ListPage page(
      ListRequest request, AtomicReference<@Nullable RuntimeException> failure) {
    try {
      return store.list(request, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreException e) {
      if (!deadline.passed()) failure.compareAndSet(null, e);
    } catch (RuntimeException e) {
      failure.compareAndSet(null, e);
    }
    return null;
  }
}

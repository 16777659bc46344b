package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices files that came, changed or went without us, by one walk beside the index. */
final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

  /** How many suspects are read at once; bounds memory, and keeps all cores busy. */
  private static final int BATCH = 1_000;

  private final Bucket bucket;
  private final String name;
  private final Layout layout;
  private final Index index;
  private final Freshness freshness;
  private final ReentrantLock looking = new ReentrantLock();
  private volatile Instant begun = Instant.MIN;
  private volatile Duration took = Duration.ZERO;
  private volatile int openings;

  Reconciler(Bucket bucket, String name, Layout layout, Index index, Freshness freshness) {
    this.bucket = bucket;
    this.name = name;
    this.layout = layout;
    this.index = index;
    this.freshness = freshness;
  }

  void lookIfStale() throws IOException {
    if (!isStale()) return;
    looking.lock(); // who comes while another looks gets what that one saw
    try {
      if (isStale()) look();
    } finally {
      looking.unlock();
    }
  }

  void lookNow() throws IOException {
    looking.lock();
    try {
      look();
    } finally {
      looking.unlock();
    }
  }

  private boolean isStale() {
    return openings != index.openings() || freshness.isStale(begun, took);
  }

  private void look() throws IOException {
    Instant start = freshness.clock().instant();
    int before = index.openings();
    var merge = new Merge();
    var walk = new FileWalk(merge);
    walk.below(layout.bucket(name));
    merge.finish();
    if (walk.leftOut().all() > 0) {
      LOG.atWarn()
          .addKeyValue("bucket", name)
          .addKeyValue("files", walk.leftOut().all())
          .log("links, and files whose names no key can spell, are not listed");
    }
    took = Duration.between(start, freshness.clock().instant());
    begun = start;
    openings = before;
  }

  /** The walk and the index, both in byte order, side by side. */
  private final class Merge implements FileWalk.Visitor {
    private final Cursor<byte[], byte[]> known = index.objects(name).cursor(null);
    private byte @Nullable [] at = advance();
    private final List<Key> suspects = new ArrayList<>();

    private byte @Nullable [] advance() {
      return known.hasNext() ? known.next() : null;
    }

    @Override
    public void visit(Key key, Stat stat) throws IOException {
      while (at != null && Arrays.compareUnsigned(at, key.utf8()) < 0) passUnseen(at);
      if (at != null && Arrays.equals(at, key.utf8())) {
        if (!EntryCodec.decode(known.getValue()).describes(stat, false)) suspect(key);
        at = advance();
      } else {
        suspect(key);
      }
    }

    private void passUnseen(byte[] key) throws IOException {
      suspect(Key.ofBytes(key));
      at = advance();
    }

    void finish() throws IOException {
      while (at != null) passUnseen(at);
      settle();
    }

    private void suspect(Key key) throws IOException {
      suspects.add(key);
      if (suspects.size() == BATCH) settle();
    }

    /** Finding a key puts its index entry right, under its lock. */
    private void settle() throws IOException {
      try {
        suspects.parallelStream().forEach(Reconciler.this::find);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      suspects.clear();
    }
  }

  private void find(Key key) {
    try {
      bucket.find(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

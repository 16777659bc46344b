package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers the entry of every object, in S3's order; what is published outlives a killed process
 * and a disk that was full.
 */
final class Index implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Index.class);

  private static final int COMMITS_TO_FALL_BACK = 60;

  private final Path folder;
  private final Recovered recovered;
  private final String fileSystem;
  private final Journal journal;
  private volatile Maps maps;
  private final AtomicInteger openings = new AtomicInteger();

  /**
   * Read: between journal and map. Write: at a turn of the journal and when the store is opened
   * anew, so that none is in between.
   */
  private final ReentrantReadWriteLock turning = new ReentrantReadWriteLock();

  Index(Path folder, Recovered recovered) throws IOException {
    this(folder, recovered, "");
  }

  /**
   * @param fileSystem what H2 calls the one that the store's file lies in; for tests, whose disks
   *     are full when they like
   */
  Index(Path folder, Recovered recovered, String fileSystem) throws IOException {
    this.folder = folder;
    this.recovered = recovered;
    this.fileSystem = fileSystem;
    journal = new Journal(folder);
    maps = replayed();
    openings.incrementAndGet();
    checkpoint();
  }

  /** The store while it is open, and a map for each bucket. */
  private record Maps(MVStore store, Map<String, MVMap<byte[], byte[]>> buckets) {
    MVMap<byte[], byte[]> of(String bucket) {
      return buckets.computeIfAbsent(
          bucket,
          name ->
              store.openMap(
                  "objects/" + name,
                  new MVMap.Builder<byte[], byte[]>()
                      .keyType(ByteArrayDataType.INSTANCE)
                      .valueType(ByteArrayDataType.INSTANCE)));
    }
  }

  /** Tells whether the file of a journal record is the one that is there. */
  @FunctionalInterface
  interface Recovered {
    boolean isStillThere(Journal.Line line) throws IOException;
  }

  private Maps replayed() throws IOException {
    Maps fresh = new Maps(open(folder.resolve("index.mv")), new ConcurrentHashMap<>());
    try {
      journal.replay(line -> {
        if (!recovered.isStillThere(line)) return;
        fresh.of(line.bucket()).put(line.key().utf8(), EntryCodec.encode(line.entry()));
      });
      return fresh;
    } catch (IOException | RuntimeException e) {
      fresh.store().closeImmediately(); // or it stays locked
      throw e;
    }
  }

  private MVStore open(Path file) throws IOException {
    var builder = new MVStore.Builder().fileName(fileSystem + file).cacheSize(16);
    try {
      return builder.open();
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new IOException("another process serves this folder: " + folder, e);
      }
      // one that this process had open was readable; it comes back when the disk does
      if (openings.get() > 0 || e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED) {
        throw new IOException("index not opened: " + e.getMessage(), e);
      }
      // The files are the truth: only metadata is lost, and the operator should know.
      LOG.atWarn().setCause(e).addKeyValue("file", file).log("index unreadable, begun anew");
      Path aside = file.resolveSibling("index.mv.unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return builder.open();
    }
  }

  /** A store that could not write has closed itself; it comes back when it can. */
  private Maps open() {
    Maps now = maps;
    return now.store().isClosed() ? openAgain() : now;
  }

  private Maps openAgain() {
    turning.writeLock().lock();
    try {
      if (!maps.store().isClosed()) return maps;
      journal.keepAll();
      maps = replayed();
      openings.incrementAndGet();
      LOG.atInfo().log("index open again");
      return maps;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      turning.writeLock().unlock();
    }
  }

  /** How often it was opened: what was not journalled may be missing since the last time. */
  int openings() {
    return openings.get();
  }

  MVMap<byte[], byte[]> objects(String bucket) {
    return open().of(bucket);
  }

  @Nullable Entry get(String bucket, Key key) {
    byte[] bytes = objects(bucket).get(key.utf8());
    return bytes == null ? null : EntryCodec.decode(bytes);
  }

  /** For what the file itself can tell again; so not journalled. */
  void put(String bucket, Key key, Entry entry) {
    objects(bucket).put(key.utf8(), EntryCodec.encode(entry));
  }

  void remove(String bucket, Key key) {
    objects(bucket).remove(key.utf8());
  }

  /** Moves the file into place between writing its entry ahead and letting it be found. */
  void publish(Journal.Line line, Move move) throws IOException {
    open(); // not under the lock below, which it would wait for
    turning.readLock().lock();
    try {
      journal.append(line);
      move.run();
      maps.of(line.bucket()).put(line.key().utf8(), EntryCodec.encode(line.entry()));
    } finally {
      turning.readLock().unlock();
    }
  }

  @FunctionalInterface
  interface Move {
    void run() throws IOException;
  }

  void forget(String bucket) {
    Maps now = open();
    MVMap<byte[], byte[]> map = now.of(bucket);
    now.buckets().remove(bucket);
    now.store().removeMap(map);
  }

  /**
   * Commits the maps and drops the journal of commits long ago.
   *
   * <p>A commit is no proof: it returns early if the store commits by itself just then, and a store
   * that was not closed may come back without its last commits.
   */
  void checkpoint() throws IOException {
    Maps now = open();
    if (journal.isEmpty()) return;
    turning.writeLock().lock();
    try {
      journal.turn();
    } finally {
      turning.writeLock().unlock();
    }
    now.store().commit();
    journal.forgetBefore(COMMITS_TO_FALL_BACK);
  }

  @Override
  public void close() throws IOException {
    MVStore store = maps.store();
    boolean whole = !store.isClosed(); // one that could not write has closed itself
    store.close();
    if (whole) journal.forget();
    journal.close();
  }
}

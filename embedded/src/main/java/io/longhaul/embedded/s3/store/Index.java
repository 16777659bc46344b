package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
 * Remembers the entry of every object, in S3's order; what is published outlives a killed process.
 */
final class Index implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Index.class);

  private static final int COMMITS_TO_FALL_BACK = 60;

  private final MVStore store;
  private final Journal journal;
  private final Map<String, MVMap<byte[], byte[]>> buckets = new ConcurrentHashMap<>();

  /** Read: between journal and map. Write: at a turn of the journal, so that none is in between. */
  private final ReentrantReadWriteLock turning = new ReentrantReadWriteLock();

  Index(Path folder, Recovered recovered) throws IOException {
    store = open(folder.resolve("index.mv"));
    journal = new Journal(folder);
    journal.replay(line -> {
      if (recovered.isStillThere(line)) put(line.bucket(), line.key(), line.entry());
    });
    checkpoint();
  }

  /** Tells whether the file of a journal record is the one that is there. */
  @FunctionalInterface
  interface Recovered {
    boolean isStillThere(Journal.Line line) throws IOException;
  }

  private static MVStore open(Path file) throws IOException {
    var builder = new MVStore.Builder().fileName(file.toString()).cacheSize(16);
    try {
      return builder.open();
    } catch (MVStoreException e) {
      if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
        throw new IOException("another process serves this folder: " + file.getParent(), e);
      }
      // The files are the truth: only metadata is lost, and the operator should know.
      LOG.atWarn().setCause(e).addKeyValue("file", file).log("index unreadable, begun anew");
      Path aside = file.resolveSibling("index.mv.unreadable");
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      return builder.open();
    }
  }

  MVMap<byte[], byte[]> objects(String bucket) {
    return buckets.computeIfAbsent(
        bucket,
        name ->
            store.openMap(
                "objects/" + name,
                new MVMap.Builder<byte[], byte[]>()
                    .keyType(ByteArrayDataType.INSTANCE)
                    .valueType(ByteArrayDataType.INSTANCE)));
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
    turning.readLock().lock();
    try {
      journal.append(line);
      move.run();
      put(line.bucket(), line.key(), line.entry());
    } finally {
      turning.readLock().unlock();
    }
  }

  @FunctionalInterface
  interface Move {
    void run() throws IOException;
  }

  void forget(String bucket) {
    MVMap<byte[], byte[]> map = buckets.remove(bucket);
    if (map == null) map = objects(bucket);
    buckets.remove(bucket);
    store.removeMap(map);
  }

  /**
   * Commits the maps and drops the journal of commits long ago.
   *
   * <p>A commit is no proof: it returns early if the store commits by itself just then, and a store
   * that was not closed may come back without its last commits.
   */
  void checkpoint() throws IOException {
    if (journal.isEmpty()) return;
    turning.writeLock().lock();
    try {
      journal.turn();
    } finally {
      turning.writeLock().unlock();
    }
    store.commit();
    journal.forgetBefore(COMMITS_TO_FALL_BACK);
  }

  @Override
  public void close() throws IOException {
    boolean whole = !store.isClosed(); // one that could not write has closed itself
    store.close();
    if (whole) journal.forget();
    journal.close();
  }
}

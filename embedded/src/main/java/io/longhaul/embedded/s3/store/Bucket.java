package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The objects of one bucket: each call sees a key's old object or its new one, never a mixture. */
public final class Bucket {
  /** A folder may be pruned under our feet by a delete; then it is made again. */
  private static final int TRIES = 8;

  private final String name;
  private final Layout layout;
  private final Index index;
  private final KeyLocks locks;
  private final Reconciler reconciler;

  Bucket(String name, Layout layout, Index index, KeyLocks locks, Freshness freshness) {
    this.name = name;
    this.layout = layout;
    this.index = index;
    this.locks = locks;
    this.reconciler = new Reconciler(this, name, layout, index, freshness);
  }

  public String name() {
    return name;
  }

  /** The object as its file says now, put there through us or not. */
  public @Nullable Entry find(Key key) throws IOException {
    return locks.<@Nullable Entry>holding(name, key, () -> current(key));
  }

  /** Opened and described in one step, so that header and body belong together. */
  public @Nullable OpenObject open(Key key) throws IOException {
    try {
      return locks.<@Nullable OpenObject>holding(name, key, () -> openCurrent(key));
    } catch (NoSuchFileException e) {
      return null; // taken away by hand in between
    }
  }

  private @Nullable OpenObject openCurrent(Key key) throws IOException {
    Entry entry = current(key);
    if (entry == null) return null;
    Path file = entry.blob() ? layout.blob(name, key) : layout.path(name, key);
    if (file == null) return null;
    var content = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    return new OpenObject(entry, content, file);
  }

  private @Nullable Entry current(Key key) throws IOException {
    Entry known = index.get(name, key);
    Path path = layout.path(name, key);
    Stat stat = path == null ? null : Stat.of(path);
    if (path != null && stat != null && layout.parentsAreReal(name, path)) {
      return truth(key, known, path, stat, false);
    }
    if (known == null) return null; // a blob's key is always known
    Path blob = layout.blob(name, key);
    Stat blobStat = Stat.of(blob);
    if (blobStat != null) return truth(key, known, blob, blobStat, true);
    index.remove(name, key);
    return null;
  }

  private @Nullable Entry truth(Key key, @Nullable Entry known, Path file, Stat stat, boolean blob)
      throws IOException {
    if (known != null && known.describes(stat, blob)) return known;
    if (known != null && known.blob() && !blob) dropBlob(key); // a file put in its place by hand
    Entry read = Hashing.read(file, blob, known);
    if (read == null) index.remove(name, key);
    else index.put(name, key, read);
    return read;
  }

  /** Puts the draft in the key's place if the condition holds then. */
  public Entry publish(
      Key key,
      Draft draft,
      Map<String, String> headers,
      Map<String, String> checksums,
      Precondition condition)
      throws IOException {
    var entry = new Entry(draft.seal(), draft.etag(), false, headers, checksums);
    return locks.holding(
        name,
        key,
        () -> {
          requireExists();
          Entry current = current(key);
          condition.check(current);
          boolean blobNow = current != null && current.blob();
          if (!blobNow && publishAsFile(key, draft, entry)) return entry;
          return publishAsBlob(key, draft, entry.movedTo(entry.stat(), true));
        });
  }

  /**
   * Says otherwise of an object what its headers are; its content stays.
   *
   * @return whether there is one
   */
  public boolean describe(Key key, UnaryOperator<Map<String, String>> headers) throws IOException {
    return locks.holding(
        name,
        key,
        () -> {
          requireExists();
          Entry current = current(key);
          if (current == null) return false;
          Entry entry = current.saying(headers.apply(current.headers()));
          index.publish(new Journal.Line(name, key, entry), () -> {});
          return true;
        });
  }

  /** False if the key cannot be a path here, by its text or by what else is there. */
  private boolean publishAsFile(Key key, Draft draft, Entry entry) throws IOException {
    Path path = layout.path(name, key);
    if (path == null) return false;
    for (int tries = 1; ; tries++) {
      if (!makeFoldersAbove(path)) return false;
      try {
        index.publish(
            new Journal.Line(name, key, entry),
            () -> Files.move(draft.file(), path, StandardCopyOption.ATOMIC_MOVE));
        return true;
      } catch (NoSuchFileException e) {
        requireExists();
        if (tries == TRIES) throw e;
      } catch (FileSystemException e) {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) throw e;
        return false; // "k" where "k/child" made k a folder
      }
    }
  }

  private boolean makeFoldersAbove(Path path) throws IOException {
    Path parent = path.getParent();
    if (parent == null) return false;
    if (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
      try {
        makeBelowBucket(parent);
      } catch (NoSuchFileException e) {
        requireExists();
        return true; // pruned meanwhile: the move fails and tries again
      } catch (FileSystemException e) {
        if (!somethingIsInTheWay(parent)) throw e; // the disk is full
        return false;
      }
    }
    return layout.parentsAreReal(name, path) || !Files.exists(parent, LinkOption.NOFOLLOW_LINKS);
  }

  /** A file, or something else that is no folder. */
  private boolean somethingIsInTheWay(Path folder) {
    for (Path at = folder; at != null && !at.equals(layout.root()); at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
        return !Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS);
      }
    }
    return false;
  }

  /** Never makes the bucket's own folder: a deleted bucket must not come back by a late write. */
  private void makeBelowBucket(Path folder) throws IOException {
    if (folder.equals(layout.bucket(name))) return;
    if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) return;
    Path parent = folder.getParent();
    if (parent != null) makeBelowBucket(parent);
    try {
      Files.createDirectory(folder);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) throw e;
    }
  }

  private Entry publishAsBlob(Key key, Draft draft, Entry entry) throws IOException {
    Path blob = layout.blob(name, key);
    Files.createDirectories(layout.blobs(name));
    if (!Files.exists(Layout.keyOfBlob(blob))) Files.write(Layout.keyOfBlob(blob), key.utf8());
    index.publish(
        new Journal.Line(name, key, entry),
        () -> Files.move(draft.file(), blob, StandardCopyOption.ATOMIC_MOVE));
    return entry;
  }

  /** True if there was an object and it is gone. */
  public boolean delete(Key key, Precondition condition) throws IOException {
    return locks.holding(
        name,
        key,
        () -> {
          requireExists();
          Entry current = current(key);
          condition.check(current);
          if (current != null) remove(key, current);
          return current != null;
        });
  }

  private void remove(Key key, Entry current) throws IOException {
    Path path = layout.path(name, key);
    if (current.blob() || path == null) {
      dropBlob(key);
    } else {
      Files.deleteIfExists(path);
      pruneAbove(path);
    }
    index.remove(name, key);
  }

  private void dropBlob(Key key) throws IOException {
    Path blob = layout.blob(name, key);
    Files.deleteIfExists(blob);
    Files.deleteIfExists(Layout.keyOfBlob(blob));
  }

  /** S3 has no folders: those that a delete leaves empty go, as far as they are empty. */
  private void pruneAbove(Path path) throws IOException {
    Path bucket = layout.bucket(name);
    for (Path at = path.getParent(); at != null && !at.equals(bucket); at = at.getParent()) {
      try {
        Files.delete(at);
      } catch (DirectoryNotEmptyException | NoSuchFileException e) {
        return;
      }
    }
  }

  /** Lists what the index knows, after a look at the files if the last is too long ago. */
  public Page list(ListRequest request) throws IOException {
    requireExists();
    if (request.isFirstPage()) reconciler.lookIfStale();
    return Listing.page(index.objects(name), request);
  }

  /**
   * What lies in its folder, where keys with that prefix would, and is no object.
   *
   * @param until what came later is not counted
   */
  public LeftOut leftOut(String prefix, Instant until) throws IOException {
    requireExists();
    var walk = new FileWalk((key, stat) -> {}, prefix, until);
    walk.below(layout.bucket(name));
    return walk.leftOut();
  }

  boolean isEmpty() throws IOException {
    reconciler.lookNow();
    return index.objects(name).isEmpty();
  }

  void requireExists() {
    if (!Files.isDirectory(layout.bucket(name), LinkOption.NOFOLLOW_LINKS)) {
      throw S3Failure.noSuchBucket();
    }
  }
}

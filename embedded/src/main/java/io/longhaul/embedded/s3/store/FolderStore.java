package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves a folder as buckets and objects; one process at a time. */
public final class FolderStore implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FolderStore.class);
  private static final long CHECKPOINT_SECONDS = 1;

  private final Layout layout;
  private final Index index;
  private final KeyLocks locks = new KeyLocks();
  private final Freshness freshness;
  private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final AtomicLong drafts = new AtomicLong();
  private final Uploads uploads;
  private final ScheduledExecutorService checkpoints;

  /** Only of the thread of the checkpoints. */
  private boolean failing;

  public FolderStore(Path root, Freshness freshness) throws IOException {
    this.layout = new Layout(root);
    this.freshness = freshness;
    this.index = new Index(layout.own(), this::isStillThere);
    this.uploads = new Uploads(layout.uploads(), layout.drafts());
    Folders.empty(layout.drafts());
    new LostBlobs(layout, index).find();
    checkpoints =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("s3-checkpoint").factory());
    var unused =
        checkpoints.scheduleWithFixedDelay(
            this::checkpoint, CHECKPOINT_SECONDS, CHECKPOINT_SECONDS, TimeUnit.SECONDS);
  }

  private boolean isStillThere(Journal.Line line) throws IOException {
    Path file =
        line.entry().blob()
            ? layout.blob(line.bucket(), line.key())
            : layout.path(line.bucket(), line.key());
    return file != null && line.entry().stat().equals(Stat.of(file));
  }

  private void checkpoint() {
    try {
      index.checkpoint();
      failing = false;
    } catch (IOException | RuntimeException e) {
      // once, and not each second for as long as a disk is full
      if (!failing) {
        LOG.atError().setCause(e).log("index not committed, the journal keeps growing");
      }
      failing = true;
    }
  }

  /** The bucket, which must exist. */
  public Bucket bucket(String name) {
    Bucket bucket = lookup(name);
    bucket.requireExists();
    return bucket;
  }

  private Bucket lookup(String name) {
    BucketName.check(name);
    return buckets.computeIfAbsent(name, n -> new Bucket(n, layout, index, locks, freshness));
  }

  /** A bucket and when its folder was made. */
  public record BucketInfo(String name, Instant created) {}

  public List<BucketInfo> list() throws IOException {
    var found = new ArrayList<BucketInfo>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.root())) {
      for (Path folder : folders) {
        String name = String.valueOf(folder.getFileName());
        if (!BucketName.isValid(name)) continue;
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) continue;
        var time = Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS);
        found.add(new BucketInfo(name, time.toInstant()));
      }
    }
    found.sort(Comparator.comparing(BucketInfo::name));
    return found;
  }

  /** Blobs left by a folder that was removed by hand do not come back with the name. */
  public void create(String name) throws IOException {
    BucketName.check(name);
    try {
      Files.createDirectory(layout.bucket(name));
    } catch (FileAlreadyExistsException e) {
      throw new S3Failure(
          409,
          "BucketAlreadyOwnedByYou",
          "Your previous request to create the named bucket succeeded and you already own it.");
    }
    index.forget(name);
    Folders.delete(layout.blobs(name));
  }

  public void delete(String name) throws IOException {
    Bucket bucket = bucket(name);
    if (!bucket.isEmpty()) throw S3Failure.bucketNotEmpty();
    try {
      Folders.deleteIfOnlyFolders(layout.bucket(name));
    } catch (DirectoryNotEmptyException e) {
      throw S3Failure.bucketNotEmpty(); // a link, or a file whose name no key can spell
    } catch (NoSuchFileException e) {
      throw S3Failure.noSuchBucket();
    }
    index.forget(name);
    Folders.delete(layout.blobs(name));
    buckets.remove(name);
  }

  /** A place to write an object to before it is published. */
  public Draft draft() throws IOException {
    return new Draft(layout.drafts().resolve(Long.toString(drafts.incrementAndGet())));
  }

  public Uploads uploads() {
    return uploads;
  }

  @Override
  public void close() throws IOException {
    checkpoints.close(); // waits: an interrupt would close the index's file under its commit
    index.close();
  }
}

package io.longhaul.worker.command;

import io.longhaul.claim.InHand;
import io.longhaul.job.Artifact;
import io.longhaul.job.S3Location;
import io.longhaul.job.Sha256;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * The artifacts that this machine has, each under its digest: fetched at its first use, and there
 * as a whole or not at all. Processes may share the folder.
 */
final class ArtifactFolder {
  /** Of a request within its time. */
  private static final long PIECE = 32L << 20;

  /** What was used so lately may be in use still, by any process: a command takes a day at most. */
  private static final Duration LATELY = Duration.ofHours(25);

  private static final String RUNS = "-x";

  private final ObjectStore store;
  private final CommandSettings settings;
  private final Path folder;
  private final long most;

  /** Whether another user has to read it, too. */
  private final boolean others;

  private final ReentrantLock fetching = new ReentrantLock();
  private final Map<Path, Seen> seen = new HashMap<>();

  /** A file as it was when its digest was found to be right. */
  private record Seen(Object key, long size, FileTime modified) {
    private static Seen of(Path file) throws IOException {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(String.valueOf(is.fileKey()), is.size(), is.lastModifiedTime());
    }
  }

  ArtifactFolder(ObjectStore store, CommandSettings settings) {
    this.store = store;
    this.settings = settings;
    this.folder = settings.artifacts();
    this.most = settings.most();
    this.others = settings.user().isPresent();
  }

  /**
   * The artifact's file, read-only.
   *
   * @param runs whether it is to be run; nothing else can be
   * @throws ArtifactRefused if it is not what the job says
   * @throws io.longhaul.s3.StoreException if the store does not give it
   */
  Path of(Artifact artifact, boolean runs, InHand unit)
      throws ArtifactRefused, InterruptedException {
    S3Location at = artifact.s3();
    Sha256 sha256 = artifact.sha256();
    if (at == null || sha256 == null) {
      throw new IllegalArgumentException("artifact '%s' is not pinned".formatted(artifact.name()));
    }
    Path file = folder.resolve(sha256.hex() + (runs ? RUNS : ""));
    fetching.lockInterruptibly();
    try {
      if (!has(file, sha256)) {
        settings.makeFolder();
        new Fetch(artifact.name(), at, sha256, unit).into(file, runs);
      }
      used(file, unit.time().now());
      seen.put(file, Seen.of(file));
      return file;
    } catch (IOException e) {
      throw new ArtifactRefused(
          FailureClass.UNAVAILABLE,
          "artifact '%s' cannot be kept in %s: %s".formatted(artifact.name(), folder, e));
    } finally {
      fetching.unlock();
    }
  }

  /** By the time of the last access, for that of the last change tells whether it was changed. */
  private static void used(Path file, Instant now) throws IOException {
    Files.getFileAttributeView(file, BasicFileAttributeView.class)
        .setTimes(null, FileTime.from(now), null);
  }

  private static void permit(Path file, String what) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(what));
  }

  /** What another process left is looked at once, and again when it was changed. */
  private boolean has(Path file, Sha256 sha256) throws IOException {
    if (!Files.exists(file)) return false;
    if (Seen.of(file).equals(seen.get(file))) return true;
    if (Sha256.of(file).equals(sha256)) return true;
    Files.deleteIfExists(file);
    return false;
  }

  /** One artifact on its way here. */
  private final class Fetch {
    private final String name;
    private final S3Location at;
    private final Sha256 sha256;
    private final InHand unit;

    private Fetch(String name, S3Location at, Sha256 sha256, InHand unit) {
      this.name = name;
      this.at = at;
      this.sha256 = sha256;
      this.unit = unit;
    }

    private void into(Path file, boolean runs)
        throws IOException, ArtifactRefused, InterruptedException {
      Optional<ListedObject> there = store.head(at.bucket(), at.prefix(), unit.effect());
      if (there.isEmpty()) throw refused(FailureClass.REFUSED, "is not there");
      makeRoom(there.get().size());
      Path draft = Files.createTempFile(folder, "fetched-", ".part");
      try {
        MessageDigest digest = Sha256.begun();
        try (OutputStream to = new DigestOutputStream(Files.newOutputStream(draft), digest)) {
          pieces(there.get(), to);
        }
        Sha256 is = Sha256.of(digest);
        if (!is.equals(sha256)) throw refused(FailureClass.CORRUPT, "has the SHA-256 " + is);
        permit(draft, "r-%1$s%2$s%2$s".formatted(runs ? "x" : "-", shared(runs)));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    }

    private String shared(boolean runs) {
      if (!others) return "---";
      return runs ? "r-x" : "r--";
    }

    private void pieces(ListedObject object, OutputStream to)
        throws IOException, ArtifactRefused, InterruptedException {
      for (long from = 0; from < object.size(); from += PIECE) {
        ByteRange range = new ByteRange(from, Math.min(PIECE, object.size() - from));
        Got got = store.getRange(at.bucket(), at.prefix(), object.etag(), range, unit.effect());
        if (!(got instanceof Got.Content content)) {
          throw refused(FailureClass.UNAVAILABLE, "changed while it was read");
        }
        try (InputStream in = content.stream()) {
          in.transferTo(to);
        }
      }
    }

    private ArtifactRefused refused(FailureClass failure, String what) {
      return new ArtifactRefused(
          failure,
          "artifact '%s' of SHA-256 %.12s…: %s %s".formatted(name, sha256.hex(), at, what));
    }

    /** What was not used for the longest time goes first. */
    private void makeRoom(long bytes) throws IOException, ArtifactRefused {
      List<Kept> files;
      try (Stream<Path> all = Files.list(folder)) {
        files = all.map(Kept::of).flatMap(Optional::stream).sorted(Kept.OLDEST).toList();
      }
      long held = files.stream().mapToLong(Kept::size).sum();
      Instant lately = unit.time().now().minus(LATELY);
      for (Kept kept : files) {
        if (held + bytes <= most || kept.used.isAfter(lately)) break;
        Files.deleteIfExists(kept.file);
        held -= kept.size;
      }
      if (held + bytes > most) {
        throw refused(
            FailureClass.UNAVAILABLE,
            "has %,d bytes, and of the %,d that %s may hold %,d are in use"
                .formatted(bytes, most, folder, held));
      }
    }
  }

  private record Kept(Path file, long size, Instant used) {
    private static final Comparator<Kept> OLDEST = Comparator.comparing(Kept::used);

    /** Empty: another process removed it meanwhile. */
    private static Optional<Kept> of(Path file) {
      try {
        BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
        return Optional.of(new Kept(file, is.size(), is.lastAccessTime().toInstant()));
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}

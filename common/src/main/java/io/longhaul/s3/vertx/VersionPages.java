package io.longhaul.s3.vertx;

import static io.longhaul.s3.vertx.Members.name;

import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ListedVersion;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.VersionMarker;
import io.longhaul.s3.VersionPage;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answers to ListObjectVersions: all of one, or none of it. */
final class VersionPages {
  private static final byte[] ROOT = name("ListVersionsResult");
  private static final byte[] VERSION = name("Version");
  private static final byte[] MARKER = name("DeleteMarker");
  private static final byte[] KEY = name("Key");
  private static final byte[] ID = name("VersionId");
  private static final byte[] LATEST = name("IsLatest");
  private static final byte[] SIZE = name("Size");
  private static final byte[] ETAG = name("ETag");
  private static final byte[] MODIFIED = name("LastModified");
  private static final byte[] CLASS = name("StorageClass");
  private static final byte[] NEXT_KEY = name("NextKeyMarker");
  private static final byte[] NEXT_ID = name("NextVersionIdMarker");

  private final Members xml;
  private final Words classes = new Words(StorageClass.STANDARD);
  private final List<Seen> seen = new ArrayList<>();
  private @Nullable String nextKey;
  private @Nullable String nextId;

  /**
   * As it was sent: how keys are encoded may be said behind them.
   *
   * @param size below 0: a delete marker
   */
  private record Seen(
      String key,
      String id,
      boolean latest,
      Instant modified,
      long size,
      String etag,
      String storageClass) {}

  private VersionPages(Members xml) {
    this.xml = xml;
  }

  static VersionPage read(byte[] body, int length) throws Malformed {
    return new VersionPages(new Members(body, length)).page();
  }

  private VersionPage page() throws Malformed {
    xml.enter(ROOT);
    while (xml.hasNext()) {
      if (xml.is(VERSION)) one(true);
      else if (xml.is(MARKER)) one(false);
      else if (xml.is(NEXT_KEY)) nextKey = xml.once(nextKey);
      else if (xml.is(NEXT_ID)) nextId = xml.once(nextId);
      else xml.other();
    }
    boolean more = xml.end();
    List<ListedVersion> versions = new ArrayList<>(seen.size());
    for (Seen each : seen) versions.add(version(each));
    return new VersionPage(versions, more ? next() : null);
  }

  private ListedVersion version(Seen seen) throws Malformed {
    String key = xml.decoded(seen.key());
    if (seen.size() < 0) {
      return new ListedVersion.Deleted(key, seen.id(), seen.latest(), seen.modified());
    }
    ListedObject object =
        new ListedObject(key, seen.size(), seen.etag(), seen.modified(), seen.storageClass());
    return new ListedVersion.Stored(object, seen.id(), seen.latest());
  }

  private VersionMarker next() throws Malformed {
    if (nextKey == null || nextKey.isEmpty()) throw new Malformed("truncated, without a marker");
    boolean none = nextId == null || nextId.isEmpty();
    return new VersionMarker(xml.decoded(nextKey), none ? null : nextId);
  }

  private void one(boolean isObject) throws Malformed {
    String key = null;
    String id = null;
    String latest = null;
    String size = null;
    String etag = null;
    String modified = null;
    String storageClass = null;
    while (xml.hasNext()) {
      if (xml.is(KEY)) key = xml.once(key);
      else if (xml.is(ID)) id = xml.once(id);
      else if (xml.is(LATEST)) latest = xml.once(latest);
      else if (xml.is(SIZE)) size = xml.once(size);
      else if (xml.is(ETAG)) etag = xml.once(etag);
      else if (xml.is(MODIFIED)) modified = xml.once(modified);
      else if (xml.is(CLASS)) storageClass = xml.onceWord(storageClass, classes);
      else xml.skip();
    }
    if (key == null || id == null || latest == null || modified == null) {
      throw new Malformed("a version without key, id, time or whether it is the latest");
    }
    boolean isLatest = latest.equals("true");
    if (!isLatest && !latest.equals("false")) throw new Malformed("IsLatest is " + latest);
    try {
      long bytes = isObject ? size(size) : -1;
      String of = StorageClass.of(storageClass);
      seen.add(new Seen(key, id, isLatest, Times.of(modified), bytes, Etags.bare(etag), of));
    } catch (NumberFormatException | DateTimeException e) {
      throw new Malformed("a version of size '%s' at '%s'".formatted(size, modified));
    }
  }

  private static long size(@Nullable String said) throws Malformed {
    if (said == null) throw new Malformed("a version without size");
    long bytes = Long.parseLong(said);
    if (bytes < 0) throw new Malformed("a size of " + said);
    return bytes;
  }
}

package io.longhaul.s3.vertx;

import static io.longhaul.s3.vertx.Members.name;

import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StorageClass;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answers to ListObjectsV2: all of one, or none of it. */
final class ListPages {
  private static final byte[] ROOT = name("ListBucketResult");
  private static final byte[] CONTENTS = name("Contents");
  private static final byte[] KEY = name("Key");
  private static final byte[] SIZE = name("Size");
  private static final byte[] ETAG = name("ETag");
  private static final byte[] MODIFIED = name("LastModified");
  private static final byte[] CLASS = name("StorageClass");
  private static final byte[] ALGORITHM = name("ChecksumAlgorithm");
  private static final byte[] TYPE = name("ChecksumType");
  private static final byte[] PREFIXES = name("CommonPrefixes");
  private static final byte[] PREFIX = name("Prefix");
  private static final byte[] TOKEN = name("NextContinuationToken");

  private final Members xml;
  private final Words classes = new Words(StorageClass.STANDARD);
  private final Words algorithms = new Words("CRC64NVME", "CRC32C", "CRC32", "SHA256", "SHA1");
  private final Words types = new Words("FULL_OBJECT", "COMPOSITE");
  private final List<ListedObject> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private @Nullable String token;

  private ListPages(Members xml) {
    this.xml = xml;
  }

  /**
   * Reads one.
   *
   * @param length of the answer in {@code body}
   * @throws Malformed if it is cut off, or not what S3 answers
   */
  static ListPage read(byte[] body, int length) throws Malformed {
    return new ListPages(new Members(body, length)).page();
  }

  private ListPage page() throws Malformed {
    xml.enter(ROOT);
    while (xml.hasNext()) member();
    boolean more = xml.end();
    if (more && (token == null || token.isEmpty())) {
      throw new Malformed("truncated, without a token");
    }
    return new ListPage(decoded(), decodedPrefixes(), more ? token : null);
  }

  private void member() throws Malformed {
    if (xml.is(CONTENTS)) object();
    else if (xml.is(PREFIXES)) prefix();
    else if (xml.is(TOKEN)) token = xml.once(token);
    else xml.other();
  }

  private void object() throws Malformed {
    String key = null;
    String size = null;
    String etag = null;
    String modified = null;
    String storageClass = null;
    String algorithm = null;
    String type = null;
    while (xml.hasNext()) {
      if (xml.is(KEY)) key = xml.once(key);
      else if (xml.is(SIZE)) size = xml.once(size);
      else if (xml.is(ETAG)) etag = xml.once(etag);
      else if (xml.is(MODIFIED)) modified = xml.once(modified);
      else if (xml.is(CLASS)) storageClass = xml.onceWord(storageClass, classes);
      else if (xml.is(TYPE)) type = xml.onceWord(type, types);
      else if (algorithm == null && xml.is(ALGORITHM)) algorithm = xml.onceWord(null, algorithms);
      else xml.skip();
    }
    if (key == null || size == null || modified == null) {
      throw new Malformed("an object without key, size or time");
    }
    try {
      long bytes = Long.parseLong(size);
      if (bytes < 0) throw new Malformed("a size of " + size);
      String bare = Etags.bare(etag);
      objects.add(
          new ListedObject(
              key,
              bytes,
              bare,
              Times.of(modified),
              StorageClass.of(storageClass),
              ChecksumForm.listed(algorithm, type, bare)));
    } catch (NumberFormatException | DateTimeException e) {
      throw new Malformed("an object of size '%s' at '%s'".formatted(size, modified));
    }
  }

  private void prefix() throws Malformed {
    String prefix = null;
    while (xml.hasNext()) {
      if (xml.is(PREFIX)) prefix = xml.once(prefix);
      else xml.skip();
    }
    if (prefix != null) prefixes.add(prefix);
  }

  /** EncodingType may come behind the keys, so they are decoded at the end. */
  private List<ListedObject> decoded() throws Malformed {
    if (!xml.encoded()) return objects;
    List<ListedObject> plain = new ArrayList<>(objects.size());
    for (ListedObject each : objects) {
      String key = xml.decoded(each.key());
      plain.add(
          key.equals(each.key())
              ? each
              : new ListedObject(
                  key,
                  each.size(),
                  each.etag(),
                  each.modified(),
                  each.storageClass(),
                  each.checksum()));
    }
    return plain;
  }

  private List<String> decodedPrefixes() throws Malformed {
    if (!xml.encoded()) return prefixes;
    List<String> plain = new ArrayList<>(prefixes.size());
    for (String each : prefixes) plain.add(xml.decoded(each));
    return plain;
  }
}

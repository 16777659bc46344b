package io.longhaul.s3.vertx;

import static io.longhaul.s3.vertx.Members.name;

import io.longhaul.s3.ListedUpload;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.UploadPage;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the answers to ListMultipartUploads: all of one, or none of it. */
final class UploadPages {
  private static final byte[] ROOT = name("ListMultipartUploadsResult");
  private static final byte[] UPLOAD = name("Upload");
  private static final byte[] KEY = name("Key");
  private static final byte[] ID = name("UploadId");
  private static final byte[] INITIATED = name("Initiated");
  private static final byte[] NEXT_KEY = name("NextKeyMarker");
  private static final byte[] NEXT_ID = name("NextUploadIdMarker");

  private final String bucket;
  private final Members xml;
  private final List<Seen> seen = new ArrayList<>();
  private @Nullable String nextKey;
  private @Nullable String nextId;

  /** As it was sent: how keys are encoded may be said behind them. */
  private record Seen(String key, String id, Instant initiated) {}

  private UploadPages(String bucket, Members xml) {
    this.bucket = bucket;
    this.xml = xml;
  }

  static UploadPage read(String bucket, byte[] body, int length) throws Malformed {
    return new UploadPages(bucket, new Members(body, length)).page();
  }

  private UploadPage page() throws Malformed {
    xml.enter(ROOT);
    while (xml.hasNext()) {
      if (xml.is(UPLOAD)) seen.add(upload());
      else if (xml.is(NEXT_KEY)) nextKey = xml.once(nextKey);
      else if (xml.is(NEXT_ID)) nextId = xml.once(nextId);
      else xml.other();
    }
    boolean more = xml.end();
    List<ListedUpload> uploads = new ArrayList<>(seen.size());
    for (Seen each : seen) {
      uploads.add(new ListedUpload(open(each.key(), each.id()), each.initiated()));
    }
    return new UploadPage(uploads, more ? open(nextKey, nextId) : null);
  }

  private OpenUpload open(@Nullable String key, @Nullable String id) throws Malformed {
    if (key == null || key.isEmpty() || id == null || id.isEmpty()) {
      throw new Malformed("an upload without key or id");
    }
    return new OpenUpload(bucket, xml.decoded(key), id);
  }

  private Seen upload() throws Malformed {
    String key = null;
    String id = null;
    String initiated = null;
    while (xml.hasNext()) {
      if (xml.is(KEY)) key = xml.once(key);
      else if (xml.is(ID)) id = xml.once(id);
      else if (xml.is(INITIATED)) initiated = xml.once(initiated);
      else xml.skip();
    }
    if (key == null || id == null || initiated == null) {
      throw new Malformed("an upload without key, id or time");
    }
    try {
      return new Seen(key, id, Times.of(initiated));
    } catch (DateTimeException e) {
      throw new Malformed("an upload begun at '" + initiated + "'");
    }
  }
}

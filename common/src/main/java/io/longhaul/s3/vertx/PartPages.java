package io.longhaul.s3.vertx;

import static io.longhaul.s3.vertx.Members.name;

import io.longhaul.s3.ListedPart;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.calls.Etags;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the answers to ListParts: all of one, or none of it. */
final class PartPages {
  private static final byte[] ROOT = name("ListPartsResult");
  private static final byte[] PART = name("Part");
  private static final byte[] NEXT = name("NextPartNumberMarker");
  private static final byte[] NUMBER = name("PartNumber");
  private static final byte[] SIZE = name("Size");
  private static final byte[] ETAG = name("ETag");
  private static final byte[] MODIFIED = name("LastModified");
  private static final List<byte[]> CHECKSUMS =
      Arrays.stream(Algorithm.values()).map(each -> name(each.element())).toList();

  private PartPages() {}

  static PartPage read(byte[] body, int length) throws Malformed {
    Members xml = new Members(body, length);
    List<ListedPart> parts = new ArrayList<>();
    String next = null;
    xml.enter(ROOT);
    while (xml.hasNext()) {
      if (xml.is(PART)) parts.add(part(xml));
      else if (xml.is(NEXT)) next = xml.once(next);
      else xml.other();
    }
    if (!xml.end()) return new PartPage(parts, null);
    if (next == null) throw new Malformed("truncated, without a marker");
    return new PartPage(parts, number(next));
  }

  private static ListedPart part(Members xml) throws Malformed {
    String number = null;
    String size = null;
    String etag = null;
    String modified = null;
    String checksum = null;
    while (xml.hasNext()) {
      if (xml.is(NUMBER)) number = xml.once(number);
      else if (xml.is(SIZE)) size = xml.once(size);
      else if (xml.is(ETAG)) etag = xml.once(etag);
      else if (xml.is(MODIFIED)) modified = xml.once(modified);
      else if (CHECKSUMS.stream().anyMatch(xml::is)) checksum = xml.once(checksum);
      else xml.skip();
    }
    if (number == null || size == null || etag == null || modified == null) {
      throw new Malformed("a part without number, size, ETag or time");
    }
    try {
      long bytes = Long.parseLong(size);
      if (bytes < 0) throw new Malformed("a size of " + size);
      return new ListedPart(number(number), bytes, Etags.bare(etag), Times.of(modified), checksum);
    } catch (NumberFormatException | DateTimeException e) {
      throw new Malformed("a part of size '%s' at '%s'".formatted(size, modified));
    }
  }

  private static int number(String said) throws Malformed {
    try {
      return Integer.parseInt(said);
    } catch (NumberFormatException e) {
      throw new Malformed("a part of number '" + said + "'");
    }
  }
}

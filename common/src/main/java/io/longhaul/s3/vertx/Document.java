package io.longhaul.s3.vertx;

import io.longhaul.s3.vertx.XmlScanner.Event;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.util.HashMap;
import java.util.Map;

/** A small answer of S3's: its root, and the texts of the elements right under it. */
final class Document {
  private final String root;
  private final Map<String, String> texts;

  private Document(String root, Map<String, String> texts) {
    this.root = root;
    this.texts = texts;
  }

  /**
   * Reads one.
   *
   * @param length of the document in {@code body}
   * @throws Malformed if it is cut off, or none
   */
  static Document read(byte[] body, int length) throws Malformed {
    XmlScanner xml = new XmlScanner(body, length);
    if (xml.next() != Event.START) throw new Malformed("no element");
    String root = xml.name();
    Map<String, String> texts = new HashMap<>();
    String child = null;
    for (Event event = xml.next(); event != Event.DONE; event = xml.next()) {
      if (event == Event.START && xml.depth() == 2) child = xml.name();
      else if (event == Event.END && xml.depth() == 1) child = null;
      else if (event == Event.TEXT && xml.depth() == 2 && child != null) {
        texts.merge(child, xml.string(), String::concat);
      }
    }
    return new Document(root, texts);
  }

  /** As {@link #read}; what is no document is one of no name, for a proxy may have sent it. */
  static Document readOrNone(byte[] body, int length) {
    try {
      return read(body, length);
    } catch (Malformed e) {
      return new Document("", Map.of());
    }
  }

  boolean is(String name) {
    return root.equals(name);
  }

  /** The text of an element right under the root; empty if there is none. */
  String text(String name) {
    return texts.getOrDefault(name, "");
  }
}

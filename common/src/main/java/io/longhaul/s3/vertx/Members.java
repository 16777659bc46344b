package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.s3.vertx.XmlScanner.Event;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** An answer of S3's that is a list of things, element by element. */
final class Members {
  private static final byte[] ENCODING = name("EncodingType");
  private static final byte[] TRUNCATED = name("IsTruncated");
  private final XmlScanner xml;
  private @Nullable String truncated;
  private boolean encoded;

  /** Whether the element that has just begun is one that the scanner has gone over in one step. */
  private boolean leaf;

  Members(byte[] body, int length) {
    this.xml = new XmlScanner(body, length);
  }

  static byte[] name(String name) {
    return name.getBytes(UTF_8);
  }

  /** Goes into the root. */
  void enter(byte[] root) throws Malformed {
    if (xml.next() != Event.START || !xml.is(root)) {
      throw new Malformed("no " + new String(root, UTF_8));
    }
  }

  /** Whether the element that has just begun has that name. */
  boolean is(byte[] name) {
    return xml.is(name);
  }

  /**
   * Goes on to the next element within the one that is open; false at its end. Text between
   * elements is no answer of S3's: a tag has become it, and an object would be lost with it.
   */
  boolean hasNext() throws Malformed {
    if (leaf) {
      leave();
      if (!xml.isBlankText()) throw betweenElements();
      return false;
    }
    leaf = xml.leaf();
    if (leaf) return true;
    while (true) {
      switch (xml.next()) {
        case START -> {
          return true;
        }
        case END -> {
          return false;
        }
        case TEXT -> {
          if (!xml.isBlankText()) throw betweenElements();
        }
        case DONE -> throw new Malformed("an end too early");
      }
    }
  }

  private void leave() {
    leaf = false;
    xml.leave();
  }

  private static Malformed betweenElements() {
    return new Malformed("text between elements");
  }

  /** Takes an element that says how to read the others; anything else is passed over. */
  void other() throws Malformed {
    if (xml.is(TRUNCATED)) truncated = once(truncated);
    else if (xml.is(ENCODING)) encoded = text().equalsIgnoreCase("url");
    else skip();
  }

  /** Whether there is another page; after the root's end, behind which nothing may be. */
  boolean end() throws Malformed {
    if (xml.next() != Event.DONE) throw new Malformed("something behind its end");
    if (truncated == null) throw new Malformed("IsTruncated is missing");
    boolean more = truncated.equals("true");
    if (!more && !truncated.equals("false")) throw new Malformed("IsTruncated is " + truncated);
    return more;
  }

  /** As {@link #end}, of a list that has no pages. */
  void endOfAll() throws Malformed {
    if (xml.next() != Event.DONE) throw new Malformed("something behind its end");
  }

  /** The text of the element that has just begun, if there was none of its name before. */
  String once(@Nullable String before) throws Malformed {
    if (before != null) throw new Malformed("the same element twice");
    return text();
  }

  /** As {@link #once(String)}; a word that is known costs nothing. */
  String onceWord(@Nullable String before, Words words) throws Malformed {
    String known = before == null && leaf ? words.said(xml) : null;
    if (known == null) return once(before);
    leave();
    return known;
  }

  /** Of the element that has just begun, to its end. */
  String text() throws Malformed {
    if (leaf) {
      leave();
      return xml.string();
    }
    String all = "";
    for (Event event = xml.next(); event != Event.END; event = xml.next()) {
      if (event != Event.TEXT) throw new Malformed("an element where there is to be text");
      all = all.isEmpty() ? xml.string() : all + xml.string();
    }
    return all;
  }

  void skip() throws Malformed {
    if (leaf) {
      leave();
      return;
    }
    int outside = xml.depth() - 1;
    while (xml.next() != Event.END || xml.depth() > outside) {}
  }

  /** Whether keys are percent-encoded: that may be said behind them, so they are decoded last. */
  boolean encoded() {
    return encoded;
  }

  /** A key as it is meant. As forms are encoded: a plus is a space. */
  String decoded(String text) throws Malformed {
    if (!encoded || (text.indexOf('%') < 0 && text.indexOf('+') < 0)) return text;
    byte[] from = text.getBytes(UTF_8);
    byte[] to = new byte[from.length];
    int length = 0;
    boolean ascii = true;
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '%') {
        if (i + 2 >= from.length) throw new Malformed("a key that ends in a percent sign");
        int high = Character.digit(from[i + 1], 16);
        int low = Character.digit(from[i + 2], 16);
        if (high < 0 || low < 0) throw new Malformed("a key with a wrong percent sign");
        to[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        to[length++] = from[i] == '+' ? (byte) ' ' : from[i];
      }
      ascii &= to[length - 1] >= 0;
    }
    if (ascii) return new String(to, 0, length, ISO_8859_1);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(to, 0, length)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("a key that is not UTF-8");
    }
  }
}

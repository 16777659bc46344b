package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.vertx.XmlScanner.Event;
import io.longhaul.s3.vertx.XmlScanner.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
  private static final byte[] PREFIXES = name("CommonPrefixes");
  private static final byte[] PREFIX = name("Prefix");
  private static final byte[] TRUNCATED = name("IsTruncated");
  private static final byte[] TOKEN = name("NextContinuationToken");
  private static final byte[] ENCODING = name("EncodingType");

  private final XmlScanner xml;
  private final List<ListedObject> objects = new ArrayList<>();
  private final List<String> prefixes = new ArrayList<>();
  private @Nullable String token;
  private @Nullable String truncated;
  private boolean encoded;

  private ListPages(XmlScanner xml) {
    this.xml = xml;
  }

  private static byte[] name(String name) {
    return name.getBytes(UTF_8);
  }

  /**
   * Reads one.
   *
   * @param length of the answer in {@code body}
   * @throws Malformed if it is cut off, or not what S3 answers
   */
  static ListPage read(byte[] body, int length) throws Malformed {
    return new ListPages(new XmlScanner(body, length)).page();
  }

  private ListPage page() throws Malformed {
    if (xml.next() != Event.START || !xml.is(ROOT)) throw new Malformed("no ListBucketResult");
    while (hasMember()) member();
    if (xml.next() != Event.DONE) throw new Malformed("something behind its end");
    if (truncated == null) throw new Malformed("IsTruncated is missing");
    boolean more = truncated.equals("true");
    if (!more && !truncated.equals("false")) throw new Malformed("IsTruncated is " + truncated);
    if (more && (token == null || token.isEmpty())) {
      throw new Malformed("truncated, without a token");
    }
    return new ListPage(decoded(), decodedPrefixes(), more ? token : null);
  }

  /**
   * Goes on to the next element within the one that is open; false at its end. Text between
   * elements is no answer of S3's: a tag has become it, and an object would be lost with it.
   */
  private boolean hasMember() throws Malformed {
    while (true) {
      switch (xml.next()) {
        case START -> {
          return true;
        }
        case END -> {
          return false;
        }
        case TEXT -> {
          if (!xml.isBlankText()) throw new Malformed("text between elements");
        }
        case DONE -> throw new Malformed("an end too early");
      }
    }
  }

  private void member() throws Malformed {
    if (xml.is(CONTENTS)) object();
    else if (xml.is(PREFIXES)) prefix();
    else if (xml.is(TRUNCATED)) truncated = once(truncated);
    else if (xml.is(TOKEN)) token = once(token);
    else if (xml.is(ENCODING)) encoded = text().equalsIgnoreCase("url");
    else skip();
  }

  /** The text of the element that has just begun, if there was none of its name before. */
  private String once(@Nullable String before) throws Malformed {
    if (before != null) throw new Malformed("the same element twice");
    return text();
  }

  private void object() throws Malformed {
    String key = null;
    String size = null;
    String etag = null;
    String modified = null;
    while (hasMember()) {
      if (xml.is(KEY)) key = once(key);
      else if (xml.is(SIZE)) size = once(size);
      else if (xml.is(ETAG)) etag = once(etag);
      else if (xml.is(MODIFIED)) modified = once(modified);
      else skip();
    }
    if (key == null || size == null || modified == null) {
      throw new Malformed("an object without key, size or time");
    }
    try {
      long bytes = Long.parseLong(size);
      if (bytes < 0) throw new Malformed("a size of " + size);
      objects.add(new ListedObject(key, bytes, etag == null ? "" : bare(etag), Times.of(modified)));
    } catch (NumberFormatException | DateTimeException e) {
      throw new Malformed("an object of size '%s' at '%s'".formatted(size, modified));
    }
  }

  private static String bare(String etag) {
    boolean quoted = etag.length() >= 2 && etag.startsWith("\"") && etag.endsWith("\"");
    return quoted ? etag.substring(1, etag.length() - 1) : etag;
  }

  private void prefix() throws Malformed {
    String prefix = null;
    while (hasMember()) {
      if (xml.is(PREFIX)) prefix = once(prefix);
      else skip();
    }
    if (prefix != null) prefixes.add(prefix);
  }

  /** Of the element that has just begun, to its end. */
  private String text() throws Malformed {
    String all = "";
    for (Event event = xml.next(); event != Event.END; event = xml.next()) {
      if (event != Event.TEXT) throw new Malformed("an element where there is to be text");
      all = all.isEmpty() ? xml.string() : all + xml.string();
    }
    return all;
  }

  private void skip() throws Malformed {
    int outside = xml.depth() - 1;
    while (xml.next() != Event.END || xml.depth() > outside) {}
  }

  /** EncodingType may come behind the keys, so they are decoded at the end. */
  private List<ListedObject> decoded() throws Malformed {
    if (!encoded) return objects;
    List<ListedObject> plain = new ArrayList<>(objects.size());
    for (ListedObject each : objects) {
      String key = decoded(each.key());
      plain.add(
          key.equals(each.key())
              ? each
              : new ListedObject(key, each.size(), each.etag(), each.modified()));
    }
    return plain;
  }

  private List<String> decodedPrefixes() throws Malformed {
    if (!encoded) return prefixes;
    List<String> plain = new ArrayList<>(prefixes.size());
    for (String each : prefixes) plain.add(decoded(each));
    return plain;
  }

  /** As forms are encoded: a plus is a space. */
  private static String decoded(String text) throws Malformed {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) return text;
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

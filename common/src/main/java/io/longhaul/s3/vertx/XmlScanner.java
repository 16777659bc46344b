package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/**
 * Reads a document of S3's, event by event, from its bytes: elements and text, no namespaces, no
 * document types. What is not well-formed is refused, never guessed at.
 */
final class XmlScanner {
  private static final int DEEPEST = 32;
  private static final int LONGEST_REFERENCE = 12;
  private static final byte[] AMP = "amp".getBytes(UTF_8);
  private static final byte[] QUOT = "quot".getBytes(UTF_8);
  private static final byte[] APOS = "apos".getBytes(UTF_8);

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Times a byte: that byte, eight times. */
  private static final long EACH = 0x0101_0101_0101_0101L;

  private static final boolean[] NAME = new boolean[256];

  static {
    for (int b = 128; b < NAME.length; b++) NAME[b] = true; // of letters that are not ASCII
    for (char c = 'A'; c <= 'Z'; c++) NAME[c] = true;
    for (char c = 'a'; c <= 'z'; c++) NAME[c] = true;
    for (char c = '0'; c <= '9'; c++) NAME[c] = true;
    for (char c : ":_-.".toCharArray()) NAME[c] = true;
  }

  private final byte[] bytes;
  private final int end;
  private int at;

  /** Of each open element: where its name begins, and how long that is. */
  private final int[] begins = new int[DEEPEST];

  private final int[] lengths = new int[DEEPEST];
  private int depth;
  private boolean rooted;

  /** An element without content ends in the event after the one in which it began. */
  private boolean ending;

  private int textFrom;
  private int textTo;
  private boolean blankText;
  private boolean asciiText;

  /**
   * A return that was not written as a reference; it may have been meant, or be half a line end.
   */
  private boolean bareReturn;

  /** Text that had something to be decoded. */
  private byte[] decoded = new byte[256];

  private int decodedLength;
  private boolean isDecoded;

  enum Event {
    START,
    END,
    TEXT,
    DONE
  }

  /** What is read is no document. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * @param end where the document ends in {@code bytes}
   */
  XmlScanner(byte[] bytes, int end) {
    this.bytes = bytes;
    this.end = end;
    if (startsWith("\uFEFF".getBytes(UTF_8))) at = 3;
  }

  /** The next event; after {@link Event#DONE} there is none. */
  Event next() throws Malformed {
    if (ending) {
      ending = false;
      return close();
    }
    while (at < end) {
      if (bytes[at] != '<') {
        if (text()) return Event.TEXT;
      } else if (at + 1 >= end) {
        throw new Malformed("it ends in a tag");
      } else if (bytes[at + 1] == '/') {
        return endTag();
      } else if (bytes[at + 1] == '?') {
        skip("?>");
      } else if (bytes[at + 1] == '!') {
        if (cdata()) return Event.TEXT;
      } else {
        return startTag();
      }
    }
    if (depth > 0) throw new Malformed("it ends within " + name());
    if (!rooted) throw new Malformed("it is empty");
    return Event.DONE;
  }

  /**
   * Goes over the beginning and the text of the next element in one step, if it holds nothing else
   * and is written without attributes: most of a listing is such. {@link #leave} goes over its end.
   *
   * @return false: nothing has happened, and the next event says what comes
   */
  boolean leaf() throws Malformed {
    if (ending || depth == DEEPEST || at >= end || bytes[at] != '<') return false;
    int from = at + 1;
    int to = from;
    while (to < end && isName(bytes[to])) to++;
    if (to == from || to == end || bytes[to] != '>') return false;
    textFrom = to + 1;
    look(end, false);
    int behind = textTo + 2 + to - from;
    boolean ends =
        behind < end
            && bytes[textTo + 1] == '/'
            && bytes[behind] == '>'
            && Arrays.equals(bytes, from, to, bytes, textTo + 2, behind);
    if (!ends) return false;
    if (isDecoded) decode();
    begins[depth] = from;
    lengths[depth] = to - from;
    depth++;
    at = behind + 1;
    return true;
  }

  /** Ends the element that {@link #leaf} has gone over. */
  void leave() {
    depth--;
  }

  private boolean startsWith(byte[] text) {
    int to = at + text.length;
    return to <= end && Arrays.equals(bytes, at, to, text, 0, text.length);
  }

  private void skip(String until) throws Malformed {
    byte[] stop = until.getBytes(UTF_8);
    while (at < end && !startsWith(stop)) at++;
    if (at >= end) throw new Malformed("it ends before " + until);
    at += stop.length;
  }

  /** False for a comment, which is passed over. */
  private boolean cdata() throws Malformed {
    if (startsWith("<!--".getBytes(UTF_8))) {
      at += 4;
      skip("-->");
      return false;
    }
    byte[] begin = "<![CDATA[".getBytes(UTF_8);
    if (!startsWith(begin) || depth == 0) throw new Malformed("a declaration");
    at += begin.length;
    textFrom = at;
    skip("]]>");
    look(at - 3, true);
    isDecoded = false;
    return true;
  }

  private Event startTag() throws Malformed {
    if (depth == 0 && rooted) throw new Malformed("a second root");
    if (depth == DEEPEST) throw new Malformed("deeper than " + DEEPEST);
    at++;
    int from = at;
    while (at < end && isName(bytes[at])) at++;
    if (at == from) throw new Malformed("a tag without a name");
    begins[depth] = from;
    lengths[depth] = at - from;
    depth++;
    rooted = true;
    attributes();
    return Event.START;
  }

  /** They say nothing that is asked for; a quoted {@code >} does not end the tag. */
  private void attributes() throws Malformed {
    byte quote = 0;
    for (; at < end; at++) {
      byte b = bytes[at];
      if (quote != 0) {
        if (b == quote) quote = 0;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '<') {
        break;
      } else if (b == '>') {
        ending = bytes[at - 1] == '/';
        at++;
        return;
      }
    }
    throw new Malformed("a tag does not end");
  }

  private Event endTag() throws Malformed {
    if (depth == 0) throw new Malformed("an end tag too many");
    int from = at + 2;
    int begin = begins[depth - 1];
    int to = from + lengths[depth - 1];
    if (to >= end
        || isName(bytes[to])
        || !Arrays.equals(bytes, from, to, bytes, begin, begin + to - from)) {
      throw new Malformed(name() + " is ended by another's tag");
    }
    at = to;
    while (at < end && isBlank(bytes[at])) at++;
    if (at >= end || bytes[at] != '>') throw new Malformed("an end tag does not end");
    at++;
    return close();
  }

  private Event close() {
    depth--;
    return Event.END;
  }

  /** False for blanks around the root. */
  private boolean text() throws Malformed {
    textFrom = at;
    look(end, false);
    at = textTo;
    if (depth == 0) {
      if (!blankText) throw new Malformed("text outside the root");
      return false;
    }
    if (isDecoded) decode();
    return true;
  }

  /** All that is to be known of a text in one pass: most of a listing is texts. */
  private void look(int until, boolean raw) {
    boolean blank = true;
    boolean ascii = true;
    boolean reference = false;
    boolean bare = false;
    int i = textFrom;
    for (; i < until; i++) {
      int plain = plain(i, until);
      if (plain > i) {
        blank = false;
        i = plain;
        if (i == until) break;
      }
      byte b = bytes[i];
      if (b == '<' && !raw) break;
      if (b > '&') { // nearly always
        blank = false;
      } else if (b < 0) {
        ascii = false;
        blank = false;
      } else if (b == '&') {
        reference = true;
        blank = false;
      } else if (b == '\r') {
        bare = true;
      } else if (!isBlank(b)) {
        blank = false;
      }
    }
    textTo = i;
    blankText = blank;
    asciiText = ascii;
    isDecoded = reference;
    bareReturn = bare;
  }

  /** Goes over what is not to be looked at byte by byte: ASCII above {@code &}, but no tag. */
  private int plain(int from, int until) {
    int i = from;
    for (; i + Long.BYTES <= until; i += Long.BYTES) {
      long eight = (long) EIGHT.get(bytes, i);
      long tag = eight ^ EACH * '<';
      // the highest bit of each byte that is another; behind the first a borrow may tell too many
      long others = (eight | eight - EACH * ('&' + 1) | tag - EACH) & EACH << 7;
      if (others != 0) return i + Long.numberOfTrailingZeros(others) / Byte.SIZE;
    }
    return i;
  }

  /** Whether the text of the last event is nothing but the blanks between elements. */
  boolean isBlankText() {
    return blankText;
  }

  private void decode() throws Malformed {
    if (decoded.length < textTo - textFrom) decoded = new byte[textTo - textFrom];
    decodedLength = 0;
    for (int i = textFrom; i < textTo; ) {
      int plain = i;
      while (i < textTo && bytes[i] != '&') i++;
      System.arraycopy(bytes, plain, decoded, decodedLength, i - plain);
      decodedLength += i - plain;
      if (i == textTo) break;
      int semicolon = i + 1;
      while (semicolon < textTo && bytes[semicolon] != ';') semicolon++;
      if (semicolon == textTo || semicolon - i > LONGEST_REFERENCE) {
        throw new Malformed("a reference does not end");
      }
      int byName = named(i + 1, semicolon);
      if (byName != 0) {
        decoded[decodedLength++] = (byte) byName;
      } else {
        // what it stands for is never longer than itself
        byte[] meant = Character.toString(number(i + 1, semicolon)).getBytes(UTF_8);
        System.arraycopy(meant, 0, decoded, decodedLength, meant.length);
        decodedLength += meant.length;
      }
      i = semicolon + 1;
    }
  }

  /** The character that a reference by name stands for; 0: it is none of the five. */
  private int named(int from, int to) {
    return switch (to - from) {
      case 2 ->
          bytes[from + 1] != 't' ? 0 : bytes[from] == 'l' ? '<' : bytes[from] == 'g' ? '>' : 0;
      case 3 -> is(from, AMP) ? '&' : 0;
      case 4 -> is(from, QUOT) ? '"' : is(from, APOS) ? '\'' : 0;
      default -> 0;
    };
  }

  private boolean is(int from, byte[] text) {
    return Arrays.equals(bytes, from, from + text.length, text, 0, text.length);
  }

  private int number(int from, int to) throws Malformed {
    String reference = new String(bytes, from, to - from, UTF_8);
    try {
      if (reference.startsWith("#x")) {
        return checked(Integer.parseInt(reference, 2, reference.length(), 16));
      }
      if (reference.startsWith("#")) {
        return checked(Integer.parseInt(reference, 1, reference.length(), 10));
      }
    } catch (NumberFormatException e) {
      // as below
    }
    throw new Malformed("a reference to " + reference);
  }

  private static int checked(int codePoint) throws Malformed {
    if (Character.isValidCodePoint(codePoint)
        && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)) {
      return codePoint;
    }
    throw new Malformed("a reference to no character: " + codePoint);
  }

  /** How many elements are open; the one that has just begun is one of them. */
  int depth() {
    return depth;
  }

  /** Whether the innermost open element has that name. */
  boolean is(byte[] name) {
    int from = begins[depth - 1];
    return Arrays.equals(bytes, from, from + lengths[depth - 1], name, 0, name.length);
  }

  /** Of the innermost open element. */
  String name() {
    return new String(bytes, begins[depth - 1], lengths[depth - 1], UTF_8);
  }

  /** Whether the text of the last event is this; false also where that would have to be decoded. */
  boolean says(byte[] text) {
    return !isDecoded
        && !bareReturn
        && Arrays.equals(bytes, textFrom, textTo, text, 0, text.length);
  }

  /**
   * The text of the last event.
   *
   * @throws Malformed if it is not UTF-8, or cannot be told
   */
  String string() throws Malformed {
    if (bareReturn) throw new Malformed("a bare return in a text");
    byte[] from = isDecoded ? decoded : bytes;
    int begin = isDecoded ? 0 : textFrom;
    int length = isDecoded ? decodedLength : textTo - textFrom;
    // ASCII, the fast way; what a reference stands for may be anything
    boolean ascii = asciiText && (!isDecoded || isAscii(from, length));
    if (ascii) return new String(from, begin, length, ISO_8859_1);
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(from, begin, length)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("bytes that are not UTF-8");
    }
  }

  private static boolean isAscii(byte[] text, int length) {
    for (int i = 0; i < length; i++) if (text[i] < 0) return false;
    return true;
  }

  private static boolean isName(byte b) {
    return NAME[b & 0xff];
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}

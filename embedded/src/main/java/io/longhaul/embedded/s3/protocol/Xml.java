package io.longhaul.embedded.s3.protocol;

import java.nio.charset.StandardCharsets;

/** Writes the small XML that S3 answers with; every text is escaped. */
public final class Xml {
  private final StringBuilder out =
      new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  /** A document of S3's namespace. */
  public static Xml document(String root) {
    var xml = new Xml();
    xml.out.append('<').append(root);
    xml.out.append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
    return xml;
  }

  /** Errors have no namespace. */
  public static Xml error() {
    return new Xml().open("Error");
  }

  public Xml open(String name) {
    out.append('<').append(name).append('>');
    return this;
  }

  public Xml close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  public Xml text(String name, String value) {
    open(name);
    escape(value);
    return close(name);
  }

  public Xml text(String name, long value) {
    return open(name).raw(Long.toString(value)).close(name);
  }

  private Xml raw(String value) {
    out.append(value);
    return this;
  }

  /** Control characters become references, which XML 1.0 readers refuse: so it is at AWS too. */
  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          if (c < ' ' || c == 0x7f) out.append("&#x").append(Integer.toHexString(c)).append(';');
          else out.append(c);
        }
      }
    }
  }

  public byte[] end(String root) {
    return close(root).out.toString().getBytes(StandardCharsets.UTF_8);
  }
}

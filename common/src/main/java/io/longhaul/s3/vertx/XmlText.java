package io.longhaul.s3.vertx;

/** A document that is sent to S3. What XML cannot carry must not be put in. */
final class XmlText {
  private final String root;
  private final StringBuilder xml = new StringBuilder(256);

  XmlText(String root) {
    this.root = root;
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><").append(root);
    xml.append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
  }

  XmlText open(String name) {
    xml.append('<').append(name).append('>');
    return this;
  }

  XmlText open(String name, String attributes) {
    xml.append('<').append(name).append(' ').append(attributes).append('>');
    return this;
  }

  XmlText close(String name) {
    xml.append("</").append(name).append('>');
    return this;
  }

  XmlText text(String name, String text) {
    open(name);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> xml.append("&amp;");
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '"' -> xml.append("&quot;");
        case '\'' -> xml.append("&apos;");
        case '\r' -> xml.append("&#x0D;");
        case '\n' -> xml.append("&#x0A;");
        default -> xml.append(c);
      }
    }
    return close(name);
  }

  String end() {
    return close(root).xml.toString();
  }
}

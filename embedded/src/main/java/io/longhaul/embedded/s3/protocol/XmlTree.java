package io.longhaul.embedded.s3.protocol;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** An XML element that a client sent: namespaces dropped, no DTD, no entities of its own. */
public final class XmlTree {
  private static final int MAX_DEPTH = 8;
  private static final XMLInputFactory FACTORY = factory();

  private final String name;
  private final List<XmlTree> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlTree(String name) {
    this.name = name;
  }

  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  /** Refuses what is not well-formed or has another root. */
  public static XmlTree read(byte[] document, String root) {
    try {
      XMLStreamReader in = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
      while (in.hasNext()) {
        if (in.next() == XMLStreamConstants.START_ELEMENT) {
          XmlTree tree = element(in, 0);
          if (tree.name.equals(root)) return tree;
          throw S3Failure.malformedXml("not a " + root);
        }
      }
      throw S3Failure.malformedXml("empty");
    } catch (XMLStreamException e) {
      throw S3Failure.malformedXml("not well-formed");
    }
  }

  private static XmlTree element(XMLStreamReader in, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) throw S3Failure.malformedXml("too deep");
    var tree = new XmlTree(in.getLocalName());
    while (in.hasNext()) {
      switch (in.next()) {
        case XMLStreamConstants.START_ELEMENT -> tree.children.add(element(in, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            tree.text.append(in.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return tree;
        }
        default -> {} // comments and the like
      }
    }
    throw S3Failure.malformedXml("ends early");
  }

  public List<XmlTree> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  /** The text of the only child of this name, or null. */
  public @Nullable String text(String childName) {
    var found = children(childName);
    return found.isEmpty() ? null : found.getFirst().text.toString();
  }
}

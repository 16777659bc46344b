package io.longhaul.job.file;

import io.longhaul.job.form.Node;
import io.longhaul.job.form.Refused;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads the part of YAML that a job needs: one document of mappings, lists and scalars. Anchors,
 * aliases, merge keys and tags are refused, so nothing can grow on being read.
 */
final class YamlText {
  private final Iterator<Event> events;

  private YamlText(String text) {
    events = new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
  }

  static Node read(String text) {
    checkPrintable(text);
    try {
      return new YamlText(text).document();
    } catch (MarkedYAMLException e) {
      throw YamlProblem.of(e);
    }
  }

  private static void checkPrintable(String text) {
    int line = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == '\n') line++;
      if (!StreamReader.isPrintable(c)) {
        throw new Refused(
            line,
            "",
            "holds the unprintable character U+%04X; write \"\\u%04x\" in double quotes"
                .formatted(c, c));
      }
    }
  }

  private Node document() {
    while (!(events.next() instanceof DocumentStartEvent)) {
      if (!events.hasNext()) {
        throw new Refused(1, "", "holds no job; 'longhaul init s3-copy' writes one to begin with");
      }
    }
    Node root = node(events.next(), 0);
    while (events.hasNext()) {
      Event after = events.next();
      if (after instanceof DocumentStartEvent) {
        throw new Refused(line(after), "", "is a second document; a file holds one job");
      }
    }
    return root;
  }

  private Node node(Event event, int depth) {
    Node.checkDepth(depth, line(event));
    checkPlain(event);
    return switch (event) {
      case ScalarEvent scalar -> YamlScalar.of(scalar, line(event));
      case MappingStartEvent _ -> mapping(line(event), depth);
      case SequenceStartEvent _ -> sequence(line(event), depth);
      default -> throw new IllegalStateException("YAML has no node that begins as " + event);
    };
  }

  private Node mapping(int line, int depth) {
    List<Node.Entry> entries = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      checkPlain(event);
      if (!(event instanceof ScalarEvent key)) {
        throw new Refused(line(event), "", "is a key that is a list or mapping; keys are words");
      }
      if (key.getValue().equals("<<") && key.isPlain()) {
        throw new Refused(line(event), "<<", "merges are not read; write the keys out");
      }
      entries.add(new Node.Entry(line(event), key.getValue(), node(events.next(), depth + 1)));
    }
    return new Node.Mapping(line, entries);
  }

  private Node sequence(int line, int depth) {
    List<Node> items = new ArrayList<>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      items.add(node(event, depth + 1));
    }
    return new Node.Sequence(line, items);
  }

  private static void checkPlain(Event event) {
    if (event instanceof AliasEvent) {
      throw new Refused(line(event), "", "holds an alias (*); write the value out");
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new Refused(line(event), "", "holds an anchor (&); leave it out");
    }
    boolean tagged =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag() != null;
          case MappingStartEvent mapping -> mapping.getTag() != null;
          case SequenceStartEvent sequence -> sequence.getTag() != null;
          default -> false;
        };
    if (tagged) throw new Refused(line(event), "", "holds a tag (!); leave it out");
  }

  private static int line(Event event) {
    Mark mark = event.getStartMark();
    return mark == null ? 1 : mark.getLine() + 1;
  }
}

package io.longhaul.job.form;

import io.longhaul.job.form.Node.Entry;
import io.longhaul.job.form.Node.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes records of what a text says, or refuses it by line and field. */
public final class FormReader {
  private FormReader() {}

  /**
   * Reads a text's root.
   *
   * @throws Refused at the first thing that is wrong
   */
  public static <T> T read(Choice<T> choice, Node root) {
    return chosen(choice, root, "");
  }

  private static <T> T chosen(Choice<T> choice, Node node, String path) {
    Mapping mapping = mapping(node, path, choice.tag());
    Map<String, Entry> entries = entries(mapping, path);
    Entry tag = entries.remove(choice.tag());
    if (tag == null) {
      Optional<String> meant = Nearest.to(choice.tag(), List.copyOf(entries.keySet()));
      String hint = meant.map(key -> " ('%s' is not it)".formatted(show(key))).orElse("");
      throw new Refused(
          mapping.line(),
          at(path, choice.tag()),
          "is missing%s; write one of %s".formatted(hint, String.join(", ", choice.names())));
    }
    String name =
        Scalars.text(
            tag.value(), at(path, choice.tag()), "one of " + String.join(", ", choice.names()));
    Optional<Form<? extends T>> form = choice.named(name);
    if (form.isEmpty()) {
      throw new Refused(tag.line(), at(path, choice.tag()), Scalars.notOneOf(name, choice.names()));
    }
    new Unknown(form.get(), choice.tag(), choice.forms()).refuse(entries, path);
    return fields(form.get(), mapping, entries, path);
  }

  private static <T> T group(Form<T> form, Node node, String path) {
    String first = form.fields().getFirst().name();
    Mapping mapping = mapping(node, path, first);
    Map<String, Entry> entries = entries(mapping, path);
    new Unknown(form, "", List.of()).refuse(entries, path);
    return fields(form, mapping, entries, path);
  }

  private static <T> T fields(
      Form<T> form, Mapping mapping, Map<String, Entry> entries, String path) {
    Map<String, Object> values = new HashMap<>();
    for (Field<T, ?> field : form.fields()) {
      Entry entry = entries.get(field.name());
      if (entry != null) {
        values.put(field.name(), value(field.type(), entry.value(), at(path, field.name())));
      } else if (field.needed()) {
        throw new Refused(
            mapping.line(),
            at(path, field.name()),
            "is missing; write " + Scalars.what(field.type()));
      } else if (field.otherwise() != null) {
        values.put(field.name(), field.otherwise());
      }
    }
    try {
      return form.make().apply(new Values(values));
    } catch (InvalidField e) {
      throw new Refused(lineOf(e.field(), mapping), at(path, e.field()), e.problem());
    }
  }

  /** The line of a field, or of the nearest thing around it that was written down. */
  private static int lineOf(String field, Mapping mapping) {
    int dot = field.indexOf('.');
    String first = dot < 0 ? field : field.substring(0, dot);
    for (Entry entry : mapping.entries()) {
      if (entry.key().equals(first)) {
        return dot >= 0 && entry.value() instanceof Mapping inner
            ? lineOf(field.substring(dot + 1), inner)
            : entry.line();
      }
    }
    return mapping.line();
  }

  private static <V> Object value(Type<V> type, Node node, String path) {
    return switch (type) {
      case Type.Text<V> text -> Scalars.text(text, node, path);
      case Type.Whole whole -> Scalars.whole(whole, node, path);
      case Type.Word<?> word -> Scalars.word(word, node, path);
      case Type.Many<?> many -> many(many, node, path);
      case Type.Group<V>(Form<V> form) -> group(form, node, path);
      case Type.Chosen<V>(Choice<V> choice) -> chosen(choice, node, path);
    };
  }

  private static List<Object> many(Type.Many<?> many, Node node, String path) {
    if (!(node instanceof Node.Sequence list)) {
      throw new Refused(
          node.line(), path, "is %s; write %s".formatted(Scalars.isA(node), Scalars.what(many)));
    }
    if (list.items().isEmpty()) {
      throw new Refused(node.line(), path, "is empty; name one at least");
    }
    if (list.items().size() > many.most()) {
      throw new Refused(
          node.line(), path, "holds %,d; at most %,d".formatted(list.items().size(), many.most()));
    }
    List<Object> values = new ArrayList<>();
    for (Node item : list.items()) {
      values.add(value(many.item(), item, path + "[" + values.size() + "]"));
    }
    return values;
  }

  private static Mapping mapping(Node node, String path, String firstKey) {
    if (node instanceof Mapping mapping) return mapping;
    throw new Refused(
        node.line(),
        path,
        "is %s; write keys below it, such as '%s: …'".formatted(Scalars.isA(node), firstKey));
  }

  private static Map<String, Entry> entries(Mapping mapping, String path) {
    Map<String, Entry> byKey = new LinkedHashMap<>();
    for (Entry entry : mapping.entries()) {
      Entry before = byKey.putIfAbsent(entry.key(), entry);
      if (before != null) {
        throw new Refused(
            entry.line(),
            at(path, show(entry.key())),
            "is given twice (first in line %d); keep one".formatted(before.line()));
      }
    }
    return byKey;
  }

  static String at(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A key from outside, fit for one line of a terminal. */
  static String show(String key) {
    String plain = key.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
  }
}

package io.longhaul.job.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a record into maps, lists, texts and whole numbers, in its form's order with every default
 * written out, so that two files that say the same give the same.
 */
public final class FormWriter {
  private FormWriter() {}

  public static <T> Map<String, Object> write(Choice<T> choice, T value) {
    Form<? extends T> form = choice.of(value);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put(choice.tag(), form.name());
    fields(form, value, tree);
    return tree;
  }

  @SuppressWarnings("unchecked") // the choice said that this form describes the value
  private static <T, U extends T> void fields(Form<U> form, T value, Map<String, Object> tree) {
    for (Field<U, ?> field : form.fields()) field(field, (U) value, tree);
  }

  private static <T, V> void field(Field<T, V> field, T value, Map<String, Object> tree) {
    V held = field.get().apply(value);
    if (held != null) tree.put(field.name(), any(field.type(), held));
  }

  /** A single value as {@link #write} would hold it. */
  @SuppressWarnings("unchecked") // a Many holds a list of its items, by its own type
  public static <V> Object any(Type<V> type, V value) {
    return switch (type) {
      case Type.Text<V> text -> text.write().apply(value);
      case Type.Whole _ -> value;
      case Type.Word<?> _ -> Type.Word.of((Enum<?>) value);
      case Type.Many<?> many -> list((Type.Many<Object>) many, (List<Object>) value);
      case Type.Group<V>(Form<V> form) -> {
        Map<String, Object> tree = new LinkedHashMap<>();
        fields(form, value, tree);
        yield tree;
      }
      case Type.Chosen<V>(Choice<V> choice) -> write(choice, value);
    };
  }

  private static List<Object> list(Type.Many<Object> many, List<Object> values) {
    List<Object> items = new ArrayList<>();
    for (Object value : values) items.add(any(many.item(), value));
    return items;
  }
}

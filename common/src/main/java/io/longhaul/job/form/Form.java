package io.longhaul.job.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of a record in the order in which they are written, and how it is made of them.
 *
 * @param name of the record in files: the value of a choice's tag, or the field that holds it
 * @param is whether a value is one that this form describes
 * @param make throws {@link InvalidField} for a combination that makes no sense
 */
public record Form<T>(
    String name,
    String says,
    Predicate<Object> is,
    List<Field<T, ?>> fields,
    Function<Values, T> make) {
  public Form {
    fields = List.copyOf(fields);
  }

  public static <T> Form<T> of(
      Class<T> type, String name, String says, List<Field<T, ?>> fields, Function<Values, T> make) {
    return new Form<>(name, says, type::isInstance, fields, make);
  }

  /** The form of a record that holds one of these and has further fields of its own. */
  public <S> Form<S> within(
      Predicate<Object> is,
      Function<S, T> inner,
      List<Field<S, ?>> further,
      Function<Values, S> make) {
    List<Field<S, ?>> all = new ArrayList<>();
    for (Field<T, ?> field : fields) all.add(field.seenFrom(inner));
    all.addAll(further);
    return new Form<>(name, says, is, all, make);
  }

  public Optional<Field<T, ?>> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }
}

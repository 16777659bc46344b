package io.longhaul.job.form;

import java.util.List;
import java.util.Optional;

/**
 * Several forms, of which the value of a field of its own, the tag, says which one it is.
 *
 * @param tag that field's name: {@code kind}, {@code by}
 */
public record Choice<T>(String tag, String says, List<Form<? extends T>> forms) {
  public Choice {
    forms = List.copyOf(forms);
  }

  public List<String> names() {
    return forms.stream().<String>map(Form::name).toList();
  }

  public Optional<Form<? extends T>> named(String name) {
    return forms.stream().filter(form -> form.name().equals(name)).findFirst();
  }

  /** The form that describes this value. */
  public Form<? extends T> of(T value) {
    return forms.stream()
        .filter(form -> form.is().test(value))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form for " + value.getClass()));
  }
}

package io.longhaul.job.form;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was read for the fields of one form, defaults filled in. */
public final class Values {
  private final Map<String, Object> byName;

  Values(Map<String, Object> byName) {
    this.byName = Map.copyOf(byName);
  }

  /** The value of a field that is needed or has a default. */
  public <V> V get(Field<?, V> field) {
    V value = getOrNull(field);
    if (value == null) throw new IllegalStateException(field.name() + ": was not read");
    return value;
  }

  /** The value of a field that may be left out. */
  @SuppressWarnings("unchecked") // the reader put it there by this field's own type
  public <V> @Nullable V getOrNull(Field<?, V> field) {
    return (V) byName.get(field.name());
  }
}

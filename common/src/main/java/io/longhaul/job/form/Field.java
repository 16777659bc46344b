package io.longhaul.job.form;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of a record {@code T}: its name in files, what it may hold, and what it is for.
 *
 * @param says what it is for, in a line or a few; shown by editors and in commented files
 * @param proposed whether a commented file shows it to whoever has not set it
 * @param otherwise what holds when it is not given; null and not needed: nothing does
 * @param get reads it from the record
 */
public record Field<T, V>(
    String name,
    Type<V> type,
    String says,
    boolean needed,
    boolean proposed,
    @Nullable V otherwise,
    Function<T, @Nullable V> get) {

  /** A field that must be given. */
  public static <T, V> Field<T, V> needed(
      String name, Type<V> type, Function<T, @Nullable V> get, String says) {
    return new Field<>(name, type, says, true, true, null, get);
  }

  /** A field that may be left out, which is not the same as any value of it. */
  public static <T, V> Field<T, V> optional(
      String name, Type<V> type, Function<T, @Nullable V> get, String says) {
    return new Field<>(name, type, says, false, true, null, get);
  }

  /** The same field, which commented files do not propose: nothing heeds it yet. */
  public Field<T, V> unproposed() {
    return new Field<>(name, type, says, needed, false, otherwise, get);
  }

  /** A field that holds {@code otherwise} when it is left out. */
  public static <T, V> Field<T, V> defaulted(
      String name, Type<V> type, V otherwise, Function<T, @Nullable V> get, String says) {
    return new Field<>(name, type, says, false, true, otherwise, get);
  }

  /** The same field, seen from a record that holds {@code T}. */
  <S> Field<S, V> seenFrom(Function<S, T> inner) {
    return new Field<>(
        name, type, says, needed, proposed, otherwise, outer -> get.apply(inner.apply(outer)));
  }
}

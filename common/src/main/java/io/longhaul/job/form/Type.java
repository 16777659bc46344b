package io.longhaul.job.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a field may hold. */
public sealed interface Type<V> {

  /**
   * Text of a certain form.
   *
   * @param what names the form for a person: {@code an address such as s3://bucket/prefix/}
   * @param sample one that is valid, for commented files
   * @param pattern a regular expression for editors, in the part that Java and ECMAScript share
   * @param read throws IllegalArgumentException with the problem
   * @param secret the text may be a secret by mistake: it is never repeated
   */
  record Text<V>(
      String what,
      String sample,
      Optional<String> pattern,
      Function<String, V> read,
      Function<V, String> write,
      boolean secret)
      implements Type<V> {}

  /** A whole number within bounds, both included. */
  record Whole(int least, int most) implements Type<Integer> {}

  /** One of an enum's constants, written as {@code server-side}. */
  record Word<E extends Enum<E>>(Class<E> words) implements Type<E> {
    public static String of(Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public List<String> all() {
      return List.of(words.getEnumConstants()).stream().map(Word::of).toList();
    }
  }

  /** A list of at least one and at most so many. */
  record Many<V>(Type<V> item, int most) implements Type<List<V>> {}

  /** Fields of its own. */
  record Group<V>(Form<V> form) implements Type<V> {}

  /** Fields that depend on the value of one of them. */
  record Chosen<V>(Choice<V> choice) implements Type<V> {}
}

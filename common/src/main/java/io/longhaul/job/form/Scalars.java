package io.longhaul.job.form;

import java.util.List;
import java.util.regex.Pattern;

/** Reads single values: a number is not a text, and neither is quietly made of the other. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]*");

  private Scalars() {}

  static <V> V text(Type.Text<V> type, Node node, String path) {
    if (type.secret() && !(node instanceof Node.Text)) { // never repeat what may be a secret
      throw new Refused(node.line(), path, "is %s; write %s".formatted(isA(node), type.what()));
    }
    String text = text(node, path, type.what());
    try {
      return type.read().apply(text);
    } catch (IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", "?");
      throw new Refused(node.line(), path, problem);
    }
  }

  static String text(Node node, String path, String what) {
    return switch (node) {
      case Node.Text text -> wellFormed(text, path);
      case Node.Number number ->
          throw new Refused(
              node.line(),
              path,
              "is a number; write %s, in quotes if it is meant: \"%s\""
                  .formatted(what, FormReader.show(number.written())));
      case Node.Truth truth ->
          throw new Refused(
              node.line(),
              path,
              "is %s, which means true or false; write %s, in quotes if it is meant: \"%s\""
                  .formatted(truth.written(), what, truth.written()));
      case Node.Nothing _ -> throw new Refused(node.line(), path, "is empty; write " + what);
      case Node.Mapping _, Node.Sequence _ ->
          throw new Refused(node.line(), path, "is %s; write %s".formatted(isA(node), what));
    };
  }

  /** A lone surrogate has no UTF-8 form, so no key can hold it. */
  private static String wellFormed(Node.Text text, String path) {
    boolean lone = text.value().codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    if (lone) throw new Refused(text.line(), path, "holds half a surrogate pair, which is no text");
    return text.value();
  }

  static int whole(Type.Whole type, Node node, String path) {
    String bounds = "write a whole number from %d to %d".formatted(type.least(), type.most());
    return switch (node) {
      case Node.Number number -> whole(type, number, path, bounds);
      case Node.Text text when WHOLE.matcher(text.value()).matches() ->
          throw new Refused(node.line(), path, "is text; write the number without quotes");
      case Node.Text _, Node.Truth _, Node.Nothing _, Node.Mapping _, Node.Sequence _ ->
          throw new Refused(node.line(), path, "is %s; %s".formatted(isA(node), bounds));
    };
  }

  private static int whole(Type.Whole type, Node.Number number, String path, String bounds) {
    String written = number.written();
    if (!WHOLE.matcher(written).matches()) {
      throw new Refused(
          number.line(),
          path,
          "'%s' is not in plain digits; %s".formatted(FormReader.show(written), bounds));
    }
    long value = written.length() > 18 ? Long.MAX_VALUE : Long.parseLong(written);
    if (value < type.least() || value > type.most()) {
      throw new Refused(number.line(), path, "%s: %s".formatted(FormReader.show(written), bounds));
    }
    return (int) value;
  }

  static <E extends Enum<E>> E word(Type.Word<E> type, Node node, String path) {
    String typed = text(node, path, "one of " + String.join(", ", type.all()));
    int at = type.all().indexOf(typed);
    if (at < 0) throw new Refused(node.line(), path, notOneOf(typed, type.all()));
    return type.words().getEnumConstants()[at];
  }

  static String notOneOf(String typed, List<String> words) {
    String shown = FormReader.show(typed);
    return Nearest.to(typed, words)
        .map(near -> "there is no '%s'; did you mean '%s'?".formatted(shown, near))
        .orElseGet(
            () -> "there is no '%s'; write one of %s".formatted(shown, String.join(", ", words)));
  }

  static String what(Type<?> type) {
    return switch (type) {
      case Type.Text<?> text -> text.what();
      case Type.Whole whole ->
          "a whole number from %d to %d".formatted(whole.least(), whole.most());
      case Type.Word<?> word -> "one of " + String.join(", ", word.all());
      case Type.Many<?> many -> "a list, each " + what(many.item());
      case Type.Group<?> _ -> "its keys below it";
      case Type.Chosen<?>(Choice<?> choice) ->
          "'%s: %s' and so on below it".formatted(choice.tag(), choice.names().getFirst());
    };
  }

  static String isA(Node node) {
    return switch (node) {
      case Node.Mapping _ -> "a mapping";
      case Node.Sequence _ -> "a list";
      case Node.Text _ -> "text";
      case Node.Number _ -> "a number";
      case Node.Truth _ -> "true or false";
      case Node.Nothing _ -> "empty";
    };
  }
}

package io.longhaul.job.form;

import io.longhaul.job.form.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses a key that its form does not have, and says which one was meant or where it belongs. */
final class Unknown {
  private Unknown() {}

  static void refuse(Form<?> form, String tag, Map<String, Entry> entries, String path) {
    List<String> valid = new ArrayList<>();
    if (!tag.isEmpty()) valid.add(tag);
    form.fields().forEach(field -> valid.add(field.name()));
    for (Entry entry : entries.values()) {
      if (!valid.contains(entry.key())) {
        String shown = FormReader.show(entry.key());
        throw new Refused(
            entry.line(),
            FormReader.at(path, shown),
            "there is no such key here" + hint(form, tag, entry.key(), valid, entries));
      }
    }
  }

  private static String hint(
      Form<?> form, String tag, String key, List<String> valid, Map<String, Entry> given) {
    List<String> free = valid.stream().filter(word -> !given.containsKey(word)).toList();
    Optional<String> near = Nearest.to(key, free);
    if (near.isPresent()) return "; did you mean '%s'?".formatted(near.get());
    Optional<String> below = below(form, key);
    if (below.isPresent()) return "; write it below '%s'".formatted(below.get());
    String with = tag.isEmpty() ? "" : " (with %s: %s)".formatted(tag, form.name());
    return "; the keys are %s%s".formatted(String.join(", ", valid), with);
  }

  /** The field one level down that has this key. */
  private static Optional<String> below(Form<?> form, String key) {
    for (Field<?, ?> field : form.fields()) {
      List<? extends Form<?>> inner =
          switch (field.type()) {
            case Type.Group<?>(Form<?> group) -> List.of(group);
            case Type.Chosen<?>(Choice<?> choice) -> choice.forms();
            case Type.Text<?> _, Type.Whole _, Type.Word<?> _, Type.Many<?> _ -> List.of();
          };
      if (inner.stream().anyMatch(one -> one.field(key).isPresent())) {
        return Optional.of(field.name());
      }
    }
    return Optional.empty();
  }
}

package io.longhaul.job.form;

import io.longhaul.job.form.Node.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses a key that its form does not have, and says which one was meant or where it belongs. */
final class Unknown {
  private final Form<?> form;
  private final String tag;
  private final List<? extends Form<?>> siblings;
  private final List<String> valid;

  /**
   * @param tag the key that chose the form; empty: there was no choice
   * @param siblings what could have been chosen
   */
  Unknown(Form<?> form, String tag, List<? extends Form<?>> siblings) {
    this.form = form;
    this.tag = tag;
    this.siblings = siblings;
    this.valid = new ArrayList<>();
    if (!tag.isEmpty()) valid.add(tag);
    form.fields().forEach(field -> valid.add(field.name()));
  }

  void refuse(Map<String, Entry> entries, String path) {
    for (Entry entry : entries.values()) {
      if (!valid.contains(entry.key())) {
        String shown = FormReader.show(entry.key());
        throw new Refused(entry.line(), FormReader.at(path, shown), hint(entry.key(), entries));
      }
    }
  }

  private String hint(String key, Map<String, Entry> given) {
    for (Form<?> sibling : siblings) {
      if (sibling.field(key).isPresent()) {
        return "goes with '%s: %s' only, and this is '%s'; leave it out"
            .formatted(tag, sibling.name(), form.name());
      }
    }
    List<String> free = valid.stream().filter(word -> !given.containsKey(word)).toList();
    Optional<String> near = Nearest.to(key, free);
    if (near.isPresent()) return "is unknown here; did you mean '%s'?".formatted(near.get());
    Optional<String> below = below(key);
    if (below.isPresent()) return "is unknown here; write it below '%s'".formatted(below.get());
    return "is unknown here; the keys are " + String.join(", ", valid);
  }

  /** The field one level down that has this key. */
  private Optional<String> below(String key) {
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

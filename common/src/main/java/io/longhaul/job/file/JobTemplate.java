package io.longhaul.job.file;

import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.form.Choice;
import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.FormWriter;
import io.longhaul.job.form.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a job as a commented YAML file, every field with what it is for and what could stand there
 * instead; {@link JobFile} reads back the job that was given.
 */
public final class JobTemplate {
  private static final int WIDTH = 100;

  private final Map<String, List<String>> notes;
  private final StringBuilder text = new StringBuilder();

  private JobTemplate(Map<String, List<String>> notes) {
    this.notes = notes;
  }

  /**
   * Writes the file.
   *
   * @param schema where editors find the schema, as a path or address
   * @param notes further comments by the path of the field they stand above; under the empty path
   *     those that stand at the top
   */
  public static String of(Job job, String schema, Map<String, List<String>> notes) {
    JobTemplate template = new JobTemplate(notes);
    template.line(0, "# yaml-language-server: $schema=" + schema);
    template.chosen(JobForms.ALL, job, "", 0);
    return template.text.toString();
  }

  /** A job of that kind to begin with, or nothing: there is no such kind. */
  public static java.util.Optional<Job> example(String kind) {
    return JobForms.EXAMPLES.stream().filter(job -> job.kind().equals(kind)).findFirst();
  }

  private <T> void chosen(Choice<T> choice, T value, String path, int indent) {
    Form<? extends T> form = choice.of(value);
    comment(indent, form.says());
    notes(path, indent);
    line(indent, choice.tag() + ": " + form.name());
    fieldsOf(form, value, path, indent);
    if (path.isEmpty()) return; // another kind is another file
    for (Form<? extends T> other : choice.forms()) {
      if (!other.name().equals(form.name())) {
        comment(indent, "Or: " + other.says());
        line(indent, "# " + choice.tag() + ": " + other.name());
        for (Field<?, ?> field : other.fields()) absent(field, indent, "# ");
      }
    }
  }

  @SuppressWarnings("unchecked") // the choice said that this form describes the value
  private <T, U extends T> void fieldsOf(Form<U> form, T value, String path, int indent) {
    for (Field<U, ?> field : form.fields()) field(field, (U) value, path, indent);
  }

  private <T, V> void field(Field<T, V> field, T record, String path, int indent) {
    String at = path.isEmpty() ? field.name() : path + "." + field.name();
    V value = field.get().apply(record);
    if (value == null && !field.proposed()) return;
    if (indent == 0) text.append('\n');
    comment(indent, field.says());
    if (value == null) {
      absent(field, indent, "# ");
      return;
    }
    switch (field.type()) {
      case Type.Group<V>(Form<V> form) -> {
        notes(at, indent);
        line(indent, field.name() + ":");
        fieldsOf(form, value, at, indent + 2);
      }
      case Type.Chosen<V>(Choice<V> choice) -> {
        line(indent, field.name() + ":");
        chosen(choice, value, at, indent + 2);
      }
      case Type.Text<V> _, Type.Whole _, Type.Word<?> _, Type.Many<?> _ -> {
        if (field.type() instanceof Type.Word<?> word) comment(indent, oneOf(word));
        notes(at, indent);
        line(indent, field.name() + ": " + flow(FormWriter.any(field.type(), value)));
      }
    }
  }

  /** A field that is not set, as a comment that becomes one when its marks are taken away. */
  private void absent(Field<?, ?> field, int indent, String mark) {
    switch (field.type()) {
      case Type.Group<?>(Form<?> form) -> {
        line(indent, mark + field.name() + ":");
        for (Field<?, ?> inner : form.fields()) absent(inner, indent, mark + "  ");
      }
      case Type.Chosen<?>(Choice<?> choice) -> {
        line(indent, mark + field.name() + ":");
        Form<?> first = choice.forms().getFirst();
        line(indent, mark + "  " + choice.tag() + ": " + first.name());
        for (Field<?, ?> inner : first.fields()) absent(inner, indent, mark + "  ");
      }
      case Type.Many<?>(Type.Group<?>(Form<?> form), int _) -> {
        line(indent, mark + field.name() + ":");
        for (Field<?, ?> inner : form.fields()) {
          boolean first = inner.equals(form.fields().getFirst());
          absent(inner, indent, mark + (first ? "  - " : "    "));
        }
      }
      case Type.Text<?> _, Type.Whole _, Type.Word<?> _, Type.Many<?> _ -> {
        String line = mark + field.name() + ": " + flow(sample(field.type()));
        String said = mark.length() > 2 ? "   # " + field.says() : "";
        boolean fits = indent + line.length() + said.length() <= WIDTH;
        if (!fits) comment(indent, mark + "#", field.says());
        line(indent, fits ? line + said : line);
      }
    }
  }

  private static Object sample(Type<?> type) {
    return switch (type) {
      case Type.Text<?> text -> text.sample();
      case Type.Whole whole -> whole.least();
      case Type.Word<?> word -> word.all().getFirst();
      case Type.Many<?>(Type<?> item, int _) -> List.of(sample(item));
      case Type.Group<?> _, Type.Chosen<?> _ ->
          throw new IllegalStateException("a list of mappings has no sample yet");
    };
  }

  private static String oneOf(Type.Word<?> word) {
    return "One of: " + String.join(", ", word.all()) + ".";
  }

  private static String flow(Object tree) {
    return switch (tree) {
      case List<?> list -> {
        List<String> items = new ArrayList<>();
        for (Object item : list)
          items.add(item instanceof String text ? YamlQuotes.quoted(text) : flow(item));
        yield "[" + String.join(", ", items) + "]";
      }
      case Integer number -> number.toString();
      default -> YamlQuotes.of((String) tree);
    };
  }

  private void notes(String path, int indent) {
    for (String note : notes.getOrDefault(path, List.of())) comment(indent, note);
  }

  private void comment(int indent, String says) {
    comment(indent, "#", says);
  }

  private void comment(int indent, String mark, String says) {
    StringBuilder line = new StringBuilder(mark);
    for (String word : says.replaceAll("\\p{Cntrl}", "?").split(" ", -1)) {
      boolean full = indent + line.length() + 1 + word.length() > WIDTH;
      if (full && line.length() > mark.length()) {
        line(indent, line.toString());
        line = new StringBuilder(mark);
      }
      line.append(' ').append(word);
    }
    line(indent, line.toString());
  }

  private void line(int indent, String line) {
    text.append(" ".repeat(indent)).append(line).append('\n');
  }
}

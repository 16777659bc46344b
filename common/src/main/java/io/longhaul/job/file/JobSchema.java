package io.longhaul.job.file;

import io.longhaul.job.JobForms;
import io.longhaul.job.form.Choice;
import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.FormWriter;
import io.longhaul.job.form.TreeJson;
import io.longhaul.job.form.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of job files, made from the same forms that read them. */
public final class JobSchema {
  private JobSchema() {}

  /** The whole of {@code schema/job.schema.json}. */
  public static String text() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "A job of Longhaul");
    schema.putAll(choice(JobForms.ALL));
    return TreeJson.pretty(schema);
  }

  private static Map<String, Object> choice(Choice<?> choice) {
    List<Object> forms = new ArrayList<>();
    for (Form<?> form : choice.forms()) {
      Map<String, Object> tag = new LinkedHashMap<>();
      tag.put("description", choice.says());
      tag.put("const", form.name());
      forms.add(form(form, choice.tag(), tag));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("oneOf", forms);
    return schema;
  }

  private static Map<String, Object> form(Form<?> form, String tag, Map<String, Object> tagSchema) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    if (!tag.isEmpty()) {
      properties.put(tag, tagSchema);
      required.add(tag);
    }
    for (Field<?, ?> field : form.fields()) {
      properties.put(field.name(), field(field));
      if (field.needed()) required.add(field.name());
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("description", form.says());
    schema.put("properties", properties);
    if (!required.isEmpty()) schema.put("required", required);
    schema.put("additionalProperties", false);
    return schema;
  }

  private static <T, V> Map<String, Object> field(Field<T, V> field) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", field.says());
    type(field.type()).forEach(schema::putIfAbsent);
    V otherwise = field.otherwise();
    if (otherwise != null) schema.put("default", FormWriter.any(field.type(), otherwise));
    return schema;
  }

  private static Map<String, Object> type(Type<?> type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (type) {
      case Type.Text<?> text -> {
        schema.put("type", "string");
        text.pattern().ifPresent(pattern -> schema.put("pattern", pattern));
        schema.put("examples", List.of(text.sample()));
      }
      case Type.Whole(int least, int most) -> {
        schema.put("type", "integer");
        schema.put("minimum", least);
        schema.put("maximum", most);
      }
      case Type.Word<?> word -> schema.put("enum", word.all());
      case Type.Many<?>(Type<?> item, int most) -> {
        schema.put("type", "array");
        schema.put("items", type(item));
        schema.put("minItems", 1);
        schema.put("maxItems", most);
      }
      case Type.Group<?>(Form<?> form) -> schema.putAll(form(form, "", Map.of()));
      case Type.Chosen<?>(Choice<?> choice) -> schema.putAll(choice(choice));
    }
    return schema;
  }
}

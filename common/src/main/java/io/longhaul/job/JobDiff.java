package io.longhaul.job;

import io.longhaul.job.form.FormWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two jobs, field by field. */
public final class JobDiff {
  /**
   * One field that differs.
   *
   * @param field its path, such as {@code cut.depth}
   * @param before null: it was not there
   * @param after null: it is not there any more
   */
  public record Difference(String field, @Nullable String before, @Nullable String after) {
    @Override
    public String toString() {
      return "%s: %s -> %s".formatted(field, shown(before), shown(after));
    }

    private static String shown(@Nullable String value) {
      return value == null ? "(nothing)" : value;
    }
  }

  private JobDiff() {}

  /**
   * Compares by meaning, not by text: a stored job that an older version wrote is read first, so a
   * field that only this version has counts as its default.
   *
   * @return the differences in the order of the file; empty: the same job
   */
  public static List<Difference> between(Job before, Job after) {
    Map<String, String> was = flat(before);
    Map<String, String> is = flat(after);
    Set<String> fields = new LinkedHashSet<>(was.keySet());
    fields.addAll(is.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String field : fields) {
      if (!Objects.equals(was.get(field), is.get(field))) {
        differences.add(new Difference(field, was.get(field), is.get(field)));
      }
    }
    return differences;
  }

  private static Map<String, String> flat(Job job) {
    Map<String, String> flat = new LinkedHashMap<>();
    flatten("", FormWriter.write(JobForms.ALL, job), flat);
    return flat;
  }

  private static void flatten(String path, Object value, Map<String, String> into) {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = (String) entry.getKey();
        flatten(path.isEmpty() ? name : path + "." + name, entry.getValue(), into);
      }
    } else if (value instanceof List<?> list && list.getFirst() instanceof Map<?, ?>) {
      for (int i = 0; i < list.size(); i++) flatten("%s[%d]".formatted(path, i), list.get(i), into);
    } else {
      into.put(path, value.toString());
    }
  }
}

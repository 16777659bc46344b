package io.longhaul.job;

import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.Type;
import java.util.List;

/** By what two objects are compared, and whether what belongs to them beside their bytes is. */
public record CompareOptions(By by, Attributes attributes) {
  /** What two objects of one name must have in common to be called equal. */
  public enum By {
    /** Size and ETag; where an ETag is no MD5 and so says nothing of the bytes, size alone. */
    ETAG,
    SIZE,
    /** Every byte, read from both sides. */
    BYTES
  }

  /** Content headers, user metadata, tags and a website's redirect, as far as they are kept. */
  public enum Attributes {
    IGNORE,
    COMPARE
  }

  public static final CompareOptions DEFAULT = new CompareOptions(By.ETAG, Attributes.IGNORE);

  private static final Field<CompareOptions, By> BY =
      Field.defaulted(
          "by",
          new Type.Word<>(By.class),
          DEFAULT.by,
          CompareOptions::by,
          "etag: by size and ETag, by size alone where an ETag is no MD5. size: by size alone."
              + " bytes: reads every byte of both sides.");
  private static final Field<CompareOptions, Attributes> ATTRIBUTES =
      Field.defaulted(
          "attributes",
          new Type.Word<>(Attributes.class),
          DEFAULT.attributes,
          CompareOptions::attributes,
          "compare: content headers, user metadata and tags too, for a HEAD of each side and a"
              + " request more where there are tags.");

  public static final Form<CompareOptions> FORM =
      Form.of(
          CompareOptions.class,
          "compare",
          "By what objects are compared.",
          List.of(BY, ATTRIBUTES),
          values -> new CompareOptions(values.get(BY), values.get(ATTRIBUTES)));

  /** Whether a listing does not tell all that is to be compared. */
  public boolean asksForEach() {
    return readsBytes() || attributes == Attributes.COMPARE;
  }

  /** Whether all of both sides is read. */
  public boolean readsBytes() {
    return by == By.BYTES;
  }
}

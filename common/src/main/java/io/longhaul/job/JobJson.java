package io.longhaul.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.longhaul.job.form.FormReader;
import io.longhaul.job.form.FormWriter;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Nodes;
import io.longhaul.job.form.Refused;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A job's canonical form: JSON without spaces, keys in their form's order, every default written
 * out. It is what the ledger keeps, and jobs that say the same have the same.
 */
public final class JobJson {
  /** What a row of the ledger holds beside its keys, in bytes of UTF-8. */
  public static final int LARGEST = 300 * 1024;

  private static final JsonFactory JSON = new JsonFactory();

  private JobJson() {}

  /**
   * Writes the canonical form.
   *
   * @throws InvalidField if it is larger than {@link #LARGEST}
   */
  public static String write(Job job) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = JSON.createGenerator(text)) {
      value(generator, FormWriter.write(JobForms.ALL, job));
    } catch (IOException e) {
      throw new UncheckedIOException("a StringWriter does not fail", e);
    }
    String json = text.toString();
    int size = json.getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST) {
      throw new InvalidField(
          "cut.prefixes",
          "make the job %,d bytes long, and a run keeps at most %,d; write fewer or shorter ones"
              .formatted(size, LARGEST));
    }
    return json;
  }

  /**
   * Reads what {@link #write} wrote, in this version or an older one.
   *
   * @throws Refused if it is no job of this version, which an older program's may see
   */
  public static Job read(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      return FormReader.read(JobForms.ALL, Nodes.read(parser, (at, line) -> {}));
    } catch (IOException e) {
      throw new Refused(1, "", "is not the JSON of a job");
    }
  }

  /** SHA-256 of the canonical form, in lower-case hex. */
  public static String hash(Job job) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(write(job).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void value(JsonGenerator generator, Object value) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          generator.writeFieldName((String) entry.getKey());
          value(generator, entry.getValue());
        }
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        for (Object item : list) value(generator, item);
        generator.writeEndArray();
      }
      case Integer number -> generator.writeNumber(number);
      case String text -> generator.writeString(text);
      default -> throw new IllegalStateException("a job holds no " + value.getClass());
    }
  }
}

package io.longhaul.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.longhaul.job.form.FormReader;
import io.longhaul.job.form.FormWriter;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.JsonNodes;
import io.longhaul.job.form.Refused;
import io.longhaul.job.form.TreeJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
    String json = TreeJson.write(FormWriter.write(JobForms.ALL, job));
    int size = json.getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST) {
      throw new InvalidField(
          job.options() instanceof CommandJob ? "items" : "cut.prefixes",
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
      return FormReader.read(JobForms.ALL, JsonNodes.read(parser));
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
}

package io.longhaul.job.file;

import io.longhaul.job.Job;
import io.longhaul.job.JobForms;
import io.longhaul.job.JobJson;
import io.longhaul.job.form.FormReader;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Node;
import io.longhaul.job.form.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a job file, YAML or JSON, or refuses it in one line that says what to do. */
public final class JobFile {
  /** Far more than the largest job that a run can keep; whatever is larger is something else. */
  static final int LARGEST = 1 << 20;

  private JobFile() {}

  /**
   * Reads a file.
   *
   * @throws JobFileException if it is not there, not readable, or no valid job
   */
  public static Job read(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (NoSuchFileException e) {
      throw new JobFileException(
          file + ": there is no such file; 'longhaul init s3-copy' writes one", e);
    } catch (IOException e) {
      throw new JobFileException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return parse(file.toString(), bytes);
  }

  /**
   * Reads what a file of that name holds; the name's ending says which format, or else the content
   * does.
   *
   * @throws JobFileException if it is no valid job
   */
  public static Job parse(String name, byte[] bytes) {
    try {
      if (bytes.length > LARGEST) {
        throw new Refused(1, "", "is larger than 1 MiB, so it is no job file");
      }
      Node root = root(name, decoded(bytes));
      Job job = FormReader.read(JobForms.ALL, root);
      JobJson.write(
          job); // whatever a run could not keep is refused here, while there is a file to name
      return job;
    } catch (Refused e) {
      throw new JobFileException("%s:%d: %s".formatted(name, e.line(), e.getMessage()), e);
    } catch (InvalidField e) {
      throw new JobFileException("%s:1: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static Node root(String name, String text) {
    if (text.isBlank()) {
      throw new Refused(1, "", "is empty; 'longhaul init s3-copy' writes a job to begin with");
    }
    String lower = name.toLowerCase(Locale.ROOT);
    boolean yaml = lower.endsWith(".yaml") || lower.endsWith(".yml");
    boolean json = lower.endsWith(".json") || (!yaml && text.stripLeading().startsWith("{"));
    return json ? JsonText.read(text) : YamlText.read(text);
  }

  private static String decoded(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Refused(1, "", "is not UTF-8; save it as UTF-8");
    }
    if (text.indexOf('\0') >= 0) throw new Refused(1, "", "holds zero bytes; save it as UTF-8");
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}

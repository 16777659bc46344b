package io.longhaul.job.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.longhaul.job.form.JsonNodes;
import io.longhaul.job.form.Node;
import io.longhaul.job.form.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads strict JSON: no comments, no trailing commas, one value. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  static Node read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      Node root = JsonNodes.read(parser);
      if (parser.nextToken() != null) {
        int line = parser.currentTokenLocation().getLineNr();
        throw new Refused(line, "", "goes on behind the job; a file holds one job");
      }
      return root;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new Refused(line, "", problem(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("a text does not fail", e);
    }
  }

  /** In our words, and without the parser's excerpt: what it shows may be a secret. */
  private static String problem(String message) {
    if (message.contains("end-of-input")) return "ends too early; close every { [ and \"";
    if (message.contains("comment")) return "holds a comment, which JSON has not; YAML has";
    if (message.startsWith("Unexpected character ('}'")) {
      return "has a comma too many, or a value too few, before '}'";
    }
    if (message.startsWith("Unexpected character (']'")) {
      return "has a comma too many, or a value too few, before ']'";
    }
    if (message.contains("expecting comma")) return "lacks a comma between two values";
    if (message.startsWith("Unrecognized token")) return "holds a value without quotes";
    return "is not JSON here; check quotes, commas and brackets";
  }
}

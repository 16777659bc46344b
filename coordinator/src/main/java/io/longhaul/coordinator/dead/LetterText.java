package io.longhaul.coordinator.dead;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.coordinator.CsvRow;
import io.longhaul.coordinator.Figures;
import io.longhaul.queue.Letter;
import io.longhaul.text.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A message of the dead-letter queue on one line; what it holds is from outside. */
public record LetterText(Letter letter, DeadLetters.Sort sort) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a text so many characters are shown. */
  private static final int BEGINNING = 80;

  /** For a person: id, what it is, how often it was received, its age, its first characters. */
  public String text(Instant now) {
    return "%s  %s, received %s, %s old, %s: '%s'"
        .formatted(
            Shown.text(letter.id()),
            sort == DeadLetters.Sort.UNKNOWN ? "of a unit that is not there" : "none of ours",
            Figures.count(letter.receives(), "time"),
            Figures.duration(Duration.between(letter.sent(), now)),
            Figures.count(letter.body().length(), "character"),
            beginning());
  }

  private String beginning() {
    String body = letter.body();
    return Shown.text(body.length() <= BEGINNING ? body : body.substring(0, BEGINNING) + "…");
  }

  public static String csvHead() {
    return CsvRow.of("id", "sort", "sent", "received", "attributes", "body");
  }

  /** The cells are guarded as in a report; only JSON has the body as it is. */
  public String csv() {
    return CsvRow.of(
        letter.id(),
        word(),
        letter.sent().toString(),
        Integer.toString(letter.receives()),
        Boolean.toString(letter.attributes()),
        letter.body());
  }

  /** All of it. */
  public String json() {
    return node().put("body", letter.body()).toString();
  }

  /** Its beginning alone. */
  public ObjectNode shortJson() {
    return node().put("characters", letter.body().length()).put("beginning", beginning());
  }

  private ObjectNode node() {
    return JSON.createObjectNode()
        .put("id", letter.id())
        .put("sort", word())
        .put("sent", letter.sent().toString())
        .put("received", letter.receives())
        .put("attributes", letter.attributes());
  }

  private String word() {
    return sort.name().toLowerCase(Locale.ROOT);
  }
}

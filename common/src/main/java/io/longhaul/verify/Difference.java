package io.longhaul.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.longhaul.unit.FailureClass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * In what the two sides of one object differ, and what either showed of it when it was looked at.
 *
 * @param in empty: one side has no such object
 * @param source null: it has none
 * @param target null: it has none
 */
public record Difference(Set<In> in, @Nullable Side source, @Nullable Side target) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A part of an object in which two may differ. */
  public enum In {
    SIZE,
    ETAG,
    BYTES,
    CONTENT_TYPE,
    /** Another of the headers that its readers are told. */
    CONTENT_HEADERS,
    METADATA,
    TAGS,
    WEBSITE_REDIRECT,
    /** The target was written before the source was: no copy of what the source is now. */
    OLDER;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static In of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /** What one side showed; of an ETag at most 80 characters. */
  public record Side(long size, String etag, Instant modified) {
    private static final int LONGEST_ETAG = 80;

    public Side {
      etag = shortened(etag);
      modified = Instant.ofEpochMilli(modified.toEpochMilli());
    }

    private static String shortened(String etag) {
      return etag.length() > LONGEST_ETAG ? etag.substring(0, LONGEST_ETAG) : etag;
    }
  }

  public Difference {
    in = in.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(EnumSet.copyOf(in));
    boolean both = source != null && target != null;
    if (source == null && target == null || both == in.isEmpty()) {
      throw new IllegalArgumentException(
          "difference in %s of %s and %s".formatted(in, source, target));
    }
  }

  /** The class under which its unit dies. */
  public FailureClass failure() {
    if (source == null) return FailureClass.EXTRA;
    return target == null ? FailureClass.MISSING : FailureClass.DIFFERENT;
  }

  /** For a person: {@code missing}, {@code extra}, or in what they differ: {@code etag, older}. */
  public String words() {
    if (in.isEmpty()) return failure().word();
    return String.join(", ", in.stream().map(In::word).toList());
  }

  /** Whether both sides are, by their ETags, those that were seen. */
  public boolean saw(String sourceEtag, String targetEtag) {
    return source != null
        && target != null
        && source.etag.equals(Side.shortened(sourceEtag))
        && target.etag.equals(Side.shortened(targetEtag));
  }

  /** The form that a payload's note has. */
  public String write() {
    ObjectNode json = JSON.createObjectNode();
    if (!in.isEmpty()) in.forEach(each -> json.withArray("in").add(each.word()));
    if (source != null) add(json.putArray("source"), source);
    if (target != null) add(json.putArray("target"), target);
    return json.toString();
  }

  private static void add(ArrayNode json, Side side) {
    json.add(side.size).add(side.etag).add(side.modified.toEpochMilli());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Difference read(String note) {
    try {
      JsonNode json = JSON.readTree(note);
      List<In> in = new ArrayList<>();
      for (JsonNode word : json.path("in")) in.add(In.of(word.asText()));
      return new Difference(Set.copyOf(in), side(json.path("source")), side(json.path("target")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("difference is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static @Nullable Side side(JsonNode json) {
    if (json.isMissingNode()) return null;
    if (json.size() != 3) throw new IllegalArgumentException("difference has " + json);
    return new Side(
        json.path(0).asLong(), json.path(1).asText(), Instant.ofEpochMilli(json.path(2).asLong()));
  }
}

package io.longhaul.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/**
 * The manifest.json of an inventory: which files hold its rows, and what is in their columns.
 *
 * @param bucket where the files lie
 * @param files their keys
 */
public record InventoryIndex(
    String sourceBucket, String bucket, Columns.Inventory columns, List<String> files) {
  /** In bytes; one that names 20,000 files has about 4 MB. */
  public static final int LARGEST = 8 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:";

  public InventoryIndex {
    files = List.copyOf(files);
  }

  /**
   * Reads it.
   *
   * @throws BadRow if it is none, or one of another format than CSV
   */
  public static InventoryIndex read(String text) throws BadRow {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new BadRow("is not the JSON of an inventory's manifest");
    }
    String format = field(json, "fileFormat");
    if (!format.equals("CSV")) {
      throw new BadRow("has files of format %s; let the inventory write CSV".formatted(format));
    }
    List<String> files = new ArrayList<>();
    for (JsonNode file : json.path("files")) files.add(field(file, "key"));
    String bucket = field(json, "destinationBucket");
    try {
      return new InventoryIndex(
          field(json, "sourceBucket"),
          bucket.startsWith(ARN) ? bucket.substring(bucket.lastIndexOf(':') + 1) : bucket,
          Columns.Inventory.of(field(json, "fileSchema")),
          files);
    } catch (IllegalArgumentException e) {
      throw new BadRow("is an inventory's manifest whose " + e.getMessage());
    }
  }

  private static String field(JsonNode json, String name) throws BadRow {
    JsonNode value = json.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new BadRow("is no inventory's manifest: it has no %s".formatted(name));
    }
    return value.textValue();
  }
}

package io.longhaul.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of an upload's parts.
 *
 * @param next what to list the next page after; null: this was the last
 */
public record PartPage(List<ListedPart> parts, @Nullable Integer next) {
  public PartPage {
    parts = List.copyOf(parts);
  }
}

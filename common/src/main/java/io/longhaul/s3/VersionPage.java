package io.longhaul.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of versions, those of a key from the newest to the oldest.
 *
 * @param next what to list the next page after; null: this was the last
 */
public record VersionPage(List<ListedVersion> versions, @Nullable VersionMarker next) {
  public VersionPage {
    versions = List.copyOf(versions);
  }
}

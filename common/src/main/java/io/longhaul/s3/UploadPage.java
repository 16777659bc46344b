package io.longhaul.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a bucket's open uploads, in the order in which the store sent it.
 *
 * @param next what to list the next page after; null: this was the last
 */
public record UploadPage(List<ListedUpload> uploads, @Nullable OpenUpload next) {
  public UploadPage {
    uploads = List.copyOf(uploads);
  }
}

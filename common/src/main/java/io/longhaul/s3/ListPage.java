package io.longhaul.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing, in the order in which the store sent it; whoever relies on byte order
 * checks.
 *
 * @param prefixes what was rolled up under the delimiter
 * @param next the token of the page that follows; null: this was the last
 */
public record ListPage(List<ListedObject> objects, List<String> prefixes, @Nullable String next) {
  public ListPage {
    objects = List.copyOf(objects);
    prefixes = List.copyOf(prefixes);
  }
}

package io.longhaul.embedded.s3.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing, keys and groups each in byte order.
 *
 * @param groups common prefixes
 * @param next where the next page goes on, or null if this was the last
 */
public record Page(List<Listed> objects, List<Key> groups, ListRequest.@Nullable Position next) {

  /** An object as the index knows it. */
  public record Listed(Key key, Entry entry) {}
}

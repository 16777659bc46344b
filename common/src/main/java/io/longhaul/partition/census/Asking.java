package io.longhaul.partition.census;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import java.util.Optional;

/** Something that is found out page by page. */
interface Asking {
  /** What to list next; empty: it is found out. */
  Optional<ListRequest> next();

  /** The page that was asked for. */
  void take(ListPage page);
}

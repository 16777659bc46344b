package io.longhaul.partition.census;

import io.longhaul.partition.Sampler;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out several things side by side, a page of each at once; the order is always the same. */
record Lockstep(Sampler sampler) {
  private static final int AT_ONCE = 32;

  /** Whether all was found out before requests or time were used up. */
  boolean run(List<? extends Asking> all) throws InterruptedException {
    List<Asking> open = new ArrayList<>(all);
    while (true) {
      open.removeIf(asking -> asking.next().isEmpty());
      if (open.isEmpty()) return true;
      List<Optional<ListPage>> pages =
          pages(open.stream().map(asking -> asking.next().orElseThrow()).toList());
      for (int i = 0; i < open.size(); i++) pages.get(i).ifPresent(open.get(i)::take);
      if (pages.contains(Optional.<ListPage>empty())) return false;
    }
  }

  /** The pages in the order of their requests; empty: there was no request or no time left. */
  List<Optional<ListPage>> pages(List<ListRequest> requests) throws InterruptedException {
    List<Optional<ListPage>> pages = new ArrayList<>();
    for (int from = 0; from < requests.size(); from += AT_ONCE) {
      int to = Math.min(requests.size(), from + AT_ONCE);
      pages.addAll(sampler.listAll(requests.subList(from, to)));
    }
    return pages;
  }
}

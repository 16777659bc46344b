package io.longhaul.worker.simulation;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts a page in order whose disorder says that it cannot be relied on. */
final class StoreThatSortsPages extends PassingStore {
  StoreThatSortsPages(ObjectStore store) {
    super(store);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    ListPage page = super.list(request, deadline);
    List<ListedObject> sorted = new ArrayList<>(page.objects());
    sorted.sort(Comparator.comparing(ListedObject::key, KeyOrder.BYTES));
    return new ListPage(sorted, page.prefixes(), page.next());
  }
}

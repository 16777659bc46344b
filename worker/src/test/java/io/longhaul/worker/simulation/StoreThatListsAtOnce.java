package io.longhaul.worker.simulation;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.time.Deadline;
import java.util.ArrayList;
import java.util.List;

/** Reads a listing to its end before it gives anything of it away. */
final class StoreThatListsAtOnce extends PassingStore {
  StoreThatListsAtOnce(ObjectStore store) {
    super(store);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    List<ListedObject> all = new ArrayList<>();
    ListPage page = super.list(request, deadline);
    all.addAll(page.objects());
    while (page.next() != null) {
      page = super.list(request.page(page.next()), deadline);
      all.addAll(page.objects());
    }
    return new ListPage(all, List.of(), null);
  }
}

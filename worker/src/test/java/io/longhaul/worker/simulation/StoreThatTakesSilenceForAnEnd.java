package io.longhaul.worker.simulation;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import java.util.List;

/** Lists nothing more where a page could not be read. */
final class StoreThatTakesSilenceForAnEnd extends PassingStore {
  StoreThatTakesSilenceForAnEnd(ObjectStore store) {
    super(store);
  }

  @Override
  public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
    try {
      return super.list(request, deadline);
    } catch (StoreException e) {
      return new ListPage(List.of(), List.of(), null);
    }
  }
}

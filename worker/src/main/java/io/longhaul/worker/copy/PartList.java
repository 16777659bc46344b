package io.longhaul.worker.copy;

import io.longhaul.s3.ListedPart;
import io.longhaul.s3.PartLayout;
import io.longhaul.s3.PartPage;
import io.longhaul.s3.PartsRequest;
import io.longhaul.unit.Payload.Assembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of an object that have arrived whole. */
record PartList(CopyOne one, Assembly of) {
  /** In the order of their numbers; empty: there is no such upload any more. */
  Optional<List<ListedPart>> between(int first, int last) throws InterruptedException {
    PartLayout layout = new PartLayout(of.size(), of.partSize());
    List<ListedPart> parts = new ArrayList<>();
    PartsRequest request = PartsRequest.of(one.ends().upload(of)).page(first - 1);
    while (true) {
      PartsRequest asked = request;
      Optional<PartPage> page =
          one.retries().send(deadline -> one.ends().to().listParts(asked, deadline));
      if (page.isEmpty()) return Optional.empty();
      for (ListedPart part : page.get().parts()) {
        if (part.number() > last) return Optional.of(parts);
        // of another size: not ours, for all of ours follow one layout
        if (part.size() == layout.range(part.number()).length()) parts.add(part);
      }
      Integer next = page.get().next();
      if (next == null || next >= last) return Optional.of(parts);
      request = request.page(next);
    }
  }
}

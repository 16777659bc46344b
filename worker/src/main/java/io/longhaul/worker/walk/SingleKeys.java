package io.longhaul.worker.walk;

import io.longhaul.partition.Halfway;
import io.longhaul.partition.RangeListing;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.Payload.Range;
import java.util.Optional;

/**
 * Asks the source for one key at a time.
 *
 * @param retries a question is repeated as any other request is
 */
record SingleKeys(Ends ends, Retries retries) implements Halfway.Keys {
  @Override
  public Optional<String> first(Range range) throws InterruptedException {
    ListRequest request = RangeListing.of(ends.sourceBucket(), range).atMost(1);
    return retries.send(deadline -> ends.from().list(request, deadline)).objects().stream()
        .map(ListedObject::key)
        .filter(range::holds)
        .findFirst();
  }
}

package io.longhaul.s3.vertx;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.s3.BegunCopies;
import io.longhaul.s3.CopyFaultsContract;
import io.longhaul.s3.ObjectStore;
import java.net.URI;
import org.junit.jupiter.api.extension.ExtendWith;

/** Copies that nobody waits for end as those that somebody does. */
@ExtendWith(NoLeaks.class)
class VertxBegunCopiesTest extends CopyFaultsContract {
  @Override
  protected ObjectStore storeOn(URI endpoint, AwsCalls calls) {
    AwsPlace place = AwsPlace.at(endpoint, "test-key-id", "test-secret");
    return BegunCopies.of(VertxStores.on(place, calls));
  }
}

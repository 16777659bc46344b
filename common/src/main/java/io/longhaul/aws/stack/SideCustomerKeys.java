package io.longhaul.aws.stack;

import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.s3.CustomerKey;
import io.longhaul.s3.calls.CustomerKeys;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The customer keys that a job names for its sides.
 *
 * @param found what a reference leads to; asked for each request, so that a key that is replaced is
 *     soon known
 */
record SideCustomerKeys(StoreAccess access, Function<SecretReference, CustomerKey> found)
    implements CustomerKeys {
  @Override
  public @Nullable CustomerKey writing(String bucket, String key) {
    SecretReference reference = access.customerKey(bucket, key);
    return reference == null ? null : found.apply(reference);
  }
}

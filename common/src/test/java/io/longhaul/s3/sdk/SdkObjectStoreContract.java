package io.longhaul.s3.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsSettings;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.ObjectStoreContract;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.UploadRequest;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.s3.calls.KeyedRequests;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import java.util.Map;
import java.util.Set;

/** The contract, for the SDK's adapter on a server. */
public abstract class SdkObjectStoreContract extends ObjectStoreContract {
  /** The SDK leaves it to S3, which none of these servers is. */
  @Override
  protected Set<String> changesChecksums() {
    return Set.of("CRC64NVME in-parts", "CRC64NVME server-side", "CRC64NVME streamed");
  }

  @Override
  protected abstract SdkEngine engine();

  @Override
  protected ObjectStore store() {
    SystemTime time = new SystemTime();
    return new S3ObjectStore(
        requests(time, CustomerKeys.NONE), new AwsCalls(time, AwsSettings.of(16)));
  }

  @Override
  protected ObjectStore keyed(CustomerKeys keys) {
    SystemTime time = new SystemTime();
    return new S3ObjectStore(
        new KeyedRequests(requests(time, keys), requests(time, keys.forWriting()), time),
        new AwsCalls(time, AwsSettings.of(16)));
  }

  private SdkRequests requests(SystemTime time, CustomerKeys keys) {
    return new SdkRequests(
        SdkEngine.clients().s3(engine().place()), time, BucketOwners.ANYBODY, keys);
  }

  /** The store says the key back, and the SDK's parser refuses what XML has no way to write. */
  @Override
  protected Set<OddKey> cannotUpload() {
    return Set.of(OddKey.NONCHARACTER, OddKey.CONTROL);
  }

  @Override
  protected void refusedBeforeItIsBegun(String key) {
    UploadRequest request = new UploadRequest(bucket, key, null, Map.of());
    StoreException refused = refusal(() -> store.createUpload(request, soon()));
    assertThat(refused.failure()).isEqualTo(FailureClass.UNSAFE_NAME);
  }
}

package io.longhaul.s3.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PortCall;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.StoreFaultsContract;
import io.longhaul.s3.WireFault;
import io.longhaul.s3.calls.BucketOwners;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.unit.FailureClass;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The SDK under the contract. WHERE IT IS LESS THAN THE CONTRACT, a test is overridden here and
 * says what it does instead: each of these is the SDK's own, out of the adapter's reach, and none
 * is a wrong value from a server that speaks S3.
 */
class SdkObjectStoreFaultsTest extends StoreFaultsContract {
  /** It does not hear that its decoder has given up, and waits. */
  private static final Set<WireFault> WAITED_OUT =
      EnumSet.of(
          WireFault.CUT_IN_THE_HEAD,
          WireFault.A_LENGTH_BELOW_ZERO,
          WireFault.LENGTHS_THAT_DIFFER,
          WireFault.A_HEAD_OF_100_000_BYTES,
          WireFault.A_HEADER_OF_100_000_BYTES,
          WireFault.A_CHUNK_SIZE_THAT_IS_NONE);

  @Override
  protected ObjectStore storeOn(URI endpoint, AwsCalls calls) {
    AwsPlace place = AwsPlace.at(endpoint, "test-key-id", "test-secret");
    return new S3ObjectStore(
        new SdkRequests(SdkEngine.clients().s3(place), time, BucketOwners.ANYBODY), calls);
  }

  @Override
  @ParameterizedTest
  @EnumSource(WireFault.class)
  @Disabled(
      "the SDK: some faults cost it its whole deadline, and of a body whose last chunk is cut off"
          + " it shows what had come")
  protected void a_fault_that_lasts_ends_in_time_and_as_unavailable(WireFault fault) {}

  @Override
  @ParameterizedTest
  @EnumSource(WireFault.class)
  @Disabled("the SDK: after a hundred documents that end early the next call was seen to fail too")
  protected void a_hundred_faults_use_nothing_up(WireFault fault) {}

  /**
   * One that writes, one that lists and one that streams: it takes minutes over all of them, and of
   * the head of a HEAD that broke off it shows what had come.
   */
  @Override
  protected Set<PortCall> calls(WireFault fault) {
    Set<PortCall> calls = EnumSet.of(PortCall.COPY, PortCall.LIST, PortCall.GET);
    calls.retainAll(super.calls(fault));
    return calls;
  }

  @Override
  protected boolean stalls(WireFault fault) {
    return WAITED_OUT.contains(fault) || super.stalls(fault);
  }

  /**
   * Its client for buckets of any region does not pass a cancellation on: the connection of a call
   * that was given up is not used again, but it ends by its silence alone, after 40 s.
   */
  @Override
  protected void awaitBrokenOff(CountDownLatch gone) {
    // nothing to wait for
  }

  /** It takes one for the answer. S3 sends none, for nothing of ours expects one. */
  @Override
  @ParameterizedTest
  @ValueSource(strings = {"100 Continue", "103 Early Hints"})
  protected void an_interim_answer_is_none(String interim) {
    ObjectStore store = storeOn(after(interim, refused("404 Not Found")), tries(1));

    StoreException taken = failure(() -> store.head("to", "k", in(20)));
    assertThat(taken.failure()).isEqualTo(FailureClass.UNAVAILABLE);
    assertThat(taken.code()).isEqualTo("Http" + interim.substring(0, 3));
  }

  /** It signs for whatever region it is told; where it goes to stays the endpoint's. */
  @Override
  @Test
  protected void a_region_that_cannot_be_one_is_not_taken() throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(redirect("301 Moved Permanently", "x-amz-bucket-region: evil.com/x", head));
          return true;
        });

    assertThat(failure(() -> copy(store)).failure()).isEqualTo(FailureClass.REFUSED);
    assertThat(server().heads()).allMatch(head -> head.contains("host: 127.0.0.1"));
  }

  /** It shows no more of a document than the members that it knows. */
  @Override
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ListBucketResult><Name>to</Name><IsTruncated>no</IsTruncated></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated></ListBucketResult><more/>",
        "<Strange><Name>to</Name><IsTruncated>false</IsTruncated></Strange>"
      })
  protected void what_s3_never_says_is_no_listing(String page) throws InterruptedException {
    ObjectStore store = storeOn(always(answer(page)), tries(2));

    assertThat(store.list(ListRequest.of("to", ""), in(20)))
        .isEqualTo(new ListPage(List.of(), List.of(), null));
  }
}

package io.longhaul.worker.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CustomerKey;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Traits;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.time.Deadline;
import io.longhaul.unit.Fate;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Both sides under keys of customers' own, with ETags that tell nothing. */
class VerifyCustomerKeysTest {
  private static final CustomerKey SOURCE = key('s');
  private static final CustomerKey TARGET = key('t');
  private static final CustomerKeys KEYS =
      (bucket, key) -> bucket.equals(VerifyScene.FROM) ? SOURCE : TARGET;

  private final VerifyScene scene = new VerifyScene();
  private final ObjectStore keyed = scene.store.keyed(KEYS);

  private static CustomerKey key(char c) {
    byte[] bits = String.valueOf(c).repeat(32).getBytes(US_ASCII);
    return CustomerKey.of(Base64.getEncoder().encodeToString(bits));
  }

  private void both(String key, String source, String target, @Nullable ChecksumForm sum)
      throws InterruptedException {
    put(VerifyScene.FROM, "in/" + key, source, sum);
    put(VerifyScene.TO, "out/" + key, target, sum);
    scene.seen = keyed;
  }

  private void put(String bucket, String key, String text, @Nullable ChecksumForm sum)
      throws InterruptedException {
    PutRequest put =
        new PutRequest(bucket, key, text.length(), Traits.NONE, new Expect.Anything(), sum);
    Deadline soon = Deadline.in(scene.time, Duration.ofSeconds(40));
    keyed.put(put, Body.of(text.getBytes(US_ASCII)), soon);
  }

  @Test
  void two_of_one_checksum_are_equal_by_that_and_without_one_by_size() throws Exception {
    both("summed", "text", "text", ChecksumForm.of("CRC64NVME", true));
    both("other", "text", "text", null);
    scene.run();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(2);
    assertThat(scene.sum.objects(Fate.TIMED)).as("by size").isEqualTo(1);
  }

  @Test
  void by_bytes_a_single_one_that_differs_is_found_under_them() throws Exception {
    both("same", "text", "text", null);
    both("other", "text", "texT", null);
    scene.byBytes();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("other", "bytes"));
  }

  @Test
  void their_attributes_are_compared_under_them() throws Exception {
    both("same", "text", "text", null);
    scene.withAttributes();
    scene.run();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
  }
}

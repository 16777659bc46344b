package io.longhaul.worker.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.UnitBudget;
import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.Expect;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.Traits;
import io.longhaul.time.Deadline;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload.Range;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * ETags of objects under a KMS key look like MD5s: here the target's bytes stand for such a one.
 */
class VerifyOpaqueEtagsTest {
  private static final Traits KMS = Traits.NONE.withEncryption(Encryption.kms("key"));

  private final VerifyScene scene = new VerifyScene();

  private void put(
      String bucket, String key, String text, Traits traits, @Nullable ChecksumForm sum)
      throws InterruptedException {
    Expect any = new Expect.Anything();
    PutRequest put = new PutRequest(bucket, key, text.length(), traits, any, sum);
    Deadline deadline = Deadline.in(scene.time, Duration.ofSeconds(40));
    scene.store.put(put, Body.of(text.getBytes(UTF_8)), deadline);
  }

  private void both(Traits target, @Nullable ChecksumForm sum) throws InterruptedException {
    put(VerifyScene.FROM, "in/k", "text", Traits.NONE, sum);
    put(VerifyScene.TO, "out/k", "ciph", target, sum);
  }

  @Test
  void a_copy_under_a_kms_key_is_equal_by_size_alone() throws Exception {
    both(KMS, null);
    scene.run();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
    assertThat(scene.sum.objects(Fate.TIMED)).as("by size").isEqualTo(1);
  }

  @Test
  void two_of_one_checksum_are_equal_by_that() throws Exception {
    both(KMS, ChecksumForm.of("CRC64NVME", true));
    scene.run();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
    assertThat(scene.sum.objects(Fate.TIMED)).isZero();
  }

  @Test
  void where_no_key_is_etags_that_differ_tell() throws Exception {
    both(Traits.NONE, null);
    scene.run();
    assertThat(scene.dead).hasSize(1);
    assertThat(scene.sum.objects(Fate.EQUAL)).isZero();
  }

  /** Each is two requests: else a bucket of them would be looked at one by one, as it is listed. */
  @Test
  void many_of_them_are_looked_at_beside_the_listing_within_the_budget_of_a_unit()
      throws Exception {
    for (int i = 0; i < 60; i++) {
      put(VerifyScene.FROM, "in/" + i, "text", Traits.NONE, null);
      put(VerifyScene.TO, "out/" + i, "ciph", KMS, null);
    }
    scene.budget = new UnitBudget(20, 60, 5);
    Outcome first = scene.handle(new Range("in/", "", null), 0);
    assertThat(first).isInstanceOf(Outcome.Split.class);
    assertThat(((Outcome.Split) first).tally().objects(Fate.EQUAL)).isEqualTo(20);
    scene.run();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(60);
    assertThat(scene.dead).isEmpty();
  }
}

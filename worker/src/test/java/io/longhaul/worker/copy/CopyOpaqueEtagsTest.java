package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.TO;
import static io.longhaul.worker.copy.CopyScene.listed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Encryption;
import io.longhaul.s3.Expect;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.Traits;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * ETags that look like MD5s and are none, as of objects under a KMS key; their bytes differ here.
 */
class CopyOpaqueEtagsTest {
  private static final Traits KMS = Traits.NONE.withEncryption(Encryption.kms("key"));

  private final CopyScene scene = new CopyScene();

  private void target(String key, String text, Traits traits, @Nullable ChecksumForm checksum)
      throws Exception {
    Expect any = new Expect.Anything();
    PutRequest put = new PutRequest(TO, "out/" + key, text.length(), traits, any, checksum);
    Deadline soon = Deadline.in(scene.time, Duration.ofSeconds(40));
    scene.time.run(() -> scene.store.put(put, Body.of(text.getBytes(UTF_8)), soon));
  }

  @Test
  void a_newer_target_under_a_kms_key_is_equal_by_time_and_another_is_skipped() throws Exception {
    scene.source("kms", "text");
    scene.source("other", "text");
    scene.passSeconds(5);
    target("kms", "ciph", KMS, null);
    target("other", "diff", Traits.NONE, null);

    assertThat(scene.all())
        .isEqualTo(
            new Outcome.Done(
                listed(1, 4, Fate.EQUAL).with(Fate.TIMED, 1, 4).plus(listed(1, 4, Fate.SKIPPED))));
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void one_of_the_same_checksum_is_equal_by_that() throws Exception {
    ChecksumForm form = ChecksumForm.of("CRC64NVME", true);
    scene.source("k", "text", form);
    scene.passSeconds(5);
    target("k", "ciph", KMS, form);

    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.EQUAL)));
    assertThat(scene.meter("longhaul.copy.equal", "by-checksum")).isEqualTo(1);
  }

  @Test
  void a_renamed_copy_of_this_run_is_its_own_by_its_checksum_and_else_a_collision()
      throws Exception {
    ChecksumForm form = ChecksumForm.of("CRC64NVME", true);
    scene.renaming("([a-z]+)-([0-9]+)", "$2");
    scene.source("a-1", "text", form);
    scene.source("b-2", "text");
    scene.runBegins();
    target("1", "ciph", KMS, form);
    target("2", "ciph", KMS, null);

    assertThat(scene.keys("a-1").toString()).contains("equal=1");
    assertThat(((Outcome.Failed) scene.keys("b-2")).failure()).isEqualTo(FailureClass.COLLISION);
  }
}

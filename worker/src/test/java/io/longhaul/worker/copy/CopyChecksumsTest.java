package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.TO;
import static io.longhaul.worker.copy.CopyScene.listed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import org.junit.jupiter.api.Test;

/** Which checksum the target is to keep, and what is counted of it. */
class CopyChecksumsTest {
  private final CopyScene scene = new CopyScene();

  private ChecksumForm atTarget(String key) {
    return requireNonNull(scene.store.look(TO, "out/" + key).orElseThrow().checksum());
  }

  @Test
  void one_that_the_store_keeps_by_itself_is_counted_by_its_answer() throws Exception {
    scene.source("k", "text", ChecksumForm.of("SHA256", true));
    scene.source("none", "text");

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(2, 8, Fate.COPIED).with(Fate.SUMMED, 1, 4)));
    assertThat(scene.count(Op.DESCRIBE) + scene.count(Op.HEAD)).isZero();
  }

  @Test
  void one_of_parts_that_becomes_one_of_the_whole_is_counted_as_changed() throws Exception {
    scene.source("k", "text", ChecksumForm.of("CRC32", false));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.RESUMMED, 1, 4)));
  }

  @Test
  void a_copy_that_is_begun_is_counted_by_its_answer_too() throws Exception {
    scene.before(new BeginningStore(scene.time, scene.store));
    scene.source("k", "text", ChecksumForm.of("SHA1", true));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.SUMMED, 1, 4)));
  }

  @Test
  void a_streamed_copy_asks_for_the_sources_own() throws Exception {
    scene.streamed();
    scene.source("k", "text", ChecksumForm.of("CRC64NVME", true));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.SUMMED, 1, 4)));
    assertThat(atTarget("k")).isEqualTo(ChecksumForm.of("CRC64NVME", true));
  }

  @Test
  void a_streamed_copy_of_what_is_known_by_its_name_has_what_its_get_tells() throws Exception {
    scene.streamed();
    scene.source("k", "text", ChecksumForm.of("SHA1", true));

    assertThat(scene.keys("k").toString()).contains("summed=1");
    assertThat(atTarget("k")).isEqualTo(ChecksumForm.of("SHA1", true));
    assertThat(scene.count(Op.DESCRIBE)).isZero();
  }

  @Test
  void parts_are_begun_with_the_sources_own_as_far_as_parts_have_it() throws Exception {
    scene.inParts(5, 100);
    scene.source("crc", "larger than five", ChecksumForm.of("CRC32", true));
    scene.source("sha", "larger than five", ChecksumForm.of("SHA256", true));

    assertThat(CopyScene.whole(scene, "crc").toString()).contains("summed=1");
    assertThat(atTarget("crc")).isEqualTo(ChecksumForm.of("CRC32", true));
    assertThat(CopyScene.whole(scene, "sha").toString()).contains("resummed=1");
    assertThat(atTarget("sha")).isEqualTo(ChecksumForm.of("SHA256", false));
  }
}

package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.TO;
import static io.longhaul.worker.copy.CopyScene.listed;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Keep;
import io.longhaul.s3.Acl;
import io.longhaul.s3.AclChange;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of an object's ACL. */
class CopyGrantsTest {
  private final CopyScene scene = new CopyScene();

  @BeforeEach
  void jobKeepsThem() {
    scene.keep = Keep.DEFAULT.with(Keep.Grants.KEEP, Keep.Owner.WRITER);
  }

  private Acl granted(String key) {
    return ((AclChange.Same) requireNonNull(scene.traitsAtTarget(key).acl())).acl();
  }

  @Test
  void grants_go_along_on_either_way_and_the_usual_ones_go_unsaid() throws Exception {
    scene.source("plain", "text");
    scene.source("public", "text");
    scene.grantsAll("public");
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(2, 8, Fate.COPIED)));
    assertThat(granted("public").isUsual()).isFalse();
    assertThat(scene.traitsAtTarget("plain").acl()).isNull();
    assertThat(scene.count(Op.ACL)).isEqualTo(2);

    scene.streamed();
    scene.source("streamed", "text");
    scene.grantsAll("streamed");
    scene.all();
    assertThat(granted("streamed")).isEqualTo(granted("public"));
  }

  @Test
  void an_upload_in_parts_is_begun_with_them() throws Exception {
    scene.inParts(5, 100);
    scene.source("k", "larger than five");
    scene.grantsAll("k");

    CopyScene.whole(scene, "k");
    assertThat(scene.count(Op.ACL)).isEqualTo(1);
    assertThat(granted("k").isUsual()).isFalse();
  }

  @Test
  void those_that_may_not_be_read_stay_behind_and_are_counted() throws Exception {
    scene.source("k", "text");
    scene.grantsAll("k");
    scene.breaking(Op.ACL, "in/k", 9, () -> CopyScene.fails(FailureClass.DENIED, "AccessDenied"));

    assertThat(scene.all())
        .isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED).with(Fate.UNGRANTED, 1, 4)));
  }

  @Test
  void a_bucket_that_takes_none_gets_the_object_without_and_it_is_counted() throws Exception {
    String code = "AccessControlListNotSupported";
    for (Op op : new Op[] {Op.COPY, Op.PUT}) {
      scene.source("k" + op, "text");
      scene.grantsAll("k" + op);
      scene.breaking(op, "out/k" + op, 1, () -> CopyScene.fails(FailureClass.REFUSED, code));
      assertThat(scene.all().toString()).contains("regranted=1").doesNotContain("dead");
      assertThat(scene.store.look(TO, "out/k" + op).orElseThrow().traits().acl()).isNull();
      scene.streamed();
    }
  }

  @Test
  void the_owner_of_the_bucket_gets_all_rights_where_the_job_says_so() throws Exception {
    scene.keep = Keep.DEFAULT.with(Keep.Grants.DROP, Keep.Owner.BUCKET_OWNER);
    scene.source("k", "text");
    scene.all();
    assertThat(scene.traitsAtTarget("k").acl()).isEqualTo(AclChange.BUCKET_OWNER);
    scene.streamed();
    scene.source("streamed", "text");
    scene.all();
    assertThat(scene.traitsAtTarget("streamed").acl()).isEqualTo(AclChange.BUCKET_OWNER);
    assertThat(scene.count(Op.ACL)).isZero();
  }
}

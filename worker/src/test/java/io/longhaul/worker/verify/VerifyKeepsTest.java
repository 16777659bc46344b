package io.longhaul.worker.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.Keep;
import io.longhaul.job.TargetEncryption;
import io.longhaul.s3.Body;
import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Lock;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.Traits;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.worker.walk.CopySettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What belongs to an object beside its bytes, as far as the job keeps it. */
class VerifyKeepsTest {
  private static final Traits FULL =
      new Traits(
          new ContentHeaders("text/x", "no-cache", "inline", "gzip", "de", "tomorrow"),
          Map.of("colour", "blue"),
          "/elsewhere",
          "STANDARD_IA",
          Map.of("team", "a"),
          null,
          Lock.NONE);

  private final VerifyScene scene = new VerifyScene();

  @BeforeEach
  void attributes() {
    scene.withAttributes();
  }

  private void put(String bucket, String key, Traits traits) throws InterruptedException {
    PutRequest put = new PutRequest(bucket, key, 4, traits, new Expect.Anything());
    Deadline deadline = Deadline.in(scene.time, Duration.ofSeconds(40));
    scene.store.put(put, Body.of("text".getBytes(UTF_8)), deadline);
    scene.calls.clear();
  }

  private void both(Traits source, Traits target) throws InterruptedException {
    put(VerifyScene.FROM, "in/k", source);
    put(VerifyScene.TO, "out/k", target);
  }

  private static Keep keep(Keep.Tags tags, Keep.Redirect redirect) {
    return new Keep(tags, Keep.SAME, TargetEncryption.DEFAULT, redirect, Keep.ObjectLock.DROP);
  }

  @Test
  void a_content_header_that_differs_is_found_and_repaired() throws Exception {
    both(
        FULL,
        new Traits(
            new ContentHeaders("text/x", "no-store", "inline", "gzip", "de", "tomorrow"),
            FULL.metadata(),
            null,
            "STANDARD_IA",
            FULL.tags(),
            null,
            Lock.NONE));
    scene.route = Route.STREAMED;
    scene.keep = keep(Keep.Tags.REQUIRED, Keep.Redirect.NEVER);
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k", "content-headers"));
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.COPIED)).isEqualTo(1);
  }

  @Test
  void tags_that_stay_behind_by_the_jobs_will_are_no_difference_and_a_repair_leaves_them_too()
      throws Exception {
    both(FULL, FULL.withTags(Map.of()));
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k", "tags"));
    scene.dead.clear();
    scene.keep = keep(Keep.Tags.DROP, Keep.Redirect.WHERE_FREE);
    scene.run();
    assertThat(scene.dead).isEmpty();

    scene.target("k", "otherwise");
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k", "size"));
    scene.redrive();
    assertThat(scene.dead).isEmpty();
    Deadline deadline = Deadline.in(scene.time, Duration.ofSeconds(40));
    assertThat(scene.store.describe(VerifyScene.TO, "out/k", deadline).orElseThrow().tags())
        .isZero();
  }

  @Test
  void tags_that_may_not_be_read_are_not_compared_if_the_job_bears_that() throws Exception {
    both(FULL, FULL.withTags(Map.of()));
    scene.keep = keep(Keep.Tags.IF_READABLE, Keep.Redirect.WHERE_FREE);
    scene.faults =
        call ->
            call.op() == Op.TAGS && call.bucket().equals(VerifyScene.FROM)
                ? VerifyScene.fails(FailureClass.DENIED, "AccessDenied")
                : new StoreFault.None();
    scene.run();
    assertThat(scene.dead).isEmpty();
    scene.faults = call -> new StoreFault.None();
    scene.run();
    assertThat(scene.words()).isEqualTo(Map.of("k", "tags"));
  }

  @ParameterizedTest
  @EnumSource(Keep.Redirect.class)
  void a_redirect_is_compared_where_it_is_always_kept(Keep.Redirect redirect) throws Exception {
    both(FULL, FULL.withRedirect(null));
    scene.keep = keep(Keep.Tags.REQUIRED, redirect);
    scene.run();
    assertThat(scene.dead).hasSize(redirect == Keep.Redirect.ALWAYS ? 1 : 0);
    scene.dead.clear();
    scene.route = Route.STREAMED;
    scene.run();
    assertThat(scene.dead).hasSize(redirect == Keep.Redirect.NEVER ? 0 : 1);
  }

  @Test
  void another_storage_class_is_told_and_no_difference() throws Exception {
    both(FULL, FULL.withStorageClass("GLACIER_IR"));
    scene.run();
    assertThat(scene.dead).isEmpty();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(1);
    assertThat(scene.sum.objects(Fate.RECLASSED)).isEqualTo(1);
  }

  @Test
  void it_costs_a_head_of_each_side_and_a_request_where_there_are_tags() throws Exception {
    for (int i = 0; i < 20; i++) {
      put(VerifyScene.FROM, "in/" + i, FULL.withTags(Map.of()));
      put(VerifyScene.TO, "out/" + i, FULL.withTags(Map.of()));
    }
    both(FULL, FULL);
    scene.settings = new CopySettings(1, 3, scene.settings.firstPause(), 3);
    scene.run();
    assertThat(scene.sum.objects(Fate.EQUAL)).isEqualTo(21);
    assertThat(scene.count(Op.DESCRIBE)).isEqualTo(42);
    assertThat(scene.count(Op.GET) + scene.count(Op.GET_RANGE)).isZero();
    assertThat(scene.count(Op.TAGS)).as("once to know, then where there are some").isEqualTo(4);
  }
}

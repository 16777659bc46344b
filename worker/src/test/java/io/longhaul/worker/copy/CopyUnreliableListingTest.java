package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.fails;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Outcome;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CopyUnreliableListingTest {
  private final CopyScene scene = new CopyScene();

  @Test
  void a_page_out_of_byte_order_fails_the_unit_on_either_side() throws Exception {
    for (String key : List.of("a", "b", "c")) {
      scene.source(key, "text");
      scene.target(key, "text");
    }
    for (String bucket : List.of(CopyScene.FROM, CopyScene.TO)) {
      scene.before(
          listing(bucket, page -> new ListPage(page.objects().reversed(), List.of(), page.next())));
      Outcome.Failed failed = (Outcome.Failed) scene.all();
      assertThat(failed.failure()).isEqualTo(FailureClass.UNORDERED_LISTING);
      assertThat(failed.why()).contains(bucket);
    }
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void a_key_outside_the_prefix_fails_the_unit() throws Exception {
    scene.store.write(CopyScene.FROM, "elsewhere", new byte[1]);
    scene.source("k", "text");
    scene.before(
        listing(
            CopyScene.FROM,
            page ->
                scene.store.all(CopyScene.FROM).isEmpty()
                    ? page
                    : new ListPage(
                        List.of(new ListedObject("elsewhere", 1, "e", scene.time.now())),
                        List.of(),
                        null)));
    assertThat(((Outcome.Failed) scene.all()).failure()).isEqualTo(FailureClass.UNORDERED_LISTING);
  }

  @Test
  void a_listing_that_turns_in_circles_fails_the_unit() throws Exception {
    scene.source("k", "text");
    scene.before(listing(CopyScene.FROM, page -> new ListPage(List.of(), List.of(), "again")));
    assertThat(((Outcome.Failed) scene.all()).failure()).isEqualTo(FailureClass.UNORDERED_LISTING);
  }

  @Test
  void a_listing_that_is_cut_off_is_no_shorter_listing() throws Exception {
    for (int i = 0; i < 2500; i++) scene.source("k%04d".formatted(i), "");
    scene.budget(10_000, 3600);
    for (String prefix : List.of("in/", "out/")) {
      int[] pages = {0};
      scene.faults =
          call ->
              call.op() == Op.LIST && call.key().equals(prefix) && ++pages[0] > 1
                  ? fails(FailureClass.UNAVAILABLE, "InternalError")
                  : new StoreFault.None();
      if (prefix.equals("out/")) pages[0] = 1;
      assertThat(((Outcome.Failed) scene.all()).failure()).isEqualTo(FailureClass.UNAVAILABLE);
      assertThat(pages[0]).isEqualTo(5);
    }
  }

  @Test
  void a_listing_that_is_denied_fails_the_unit_at_once() throws Exception {
    scene.source("k", "text");
    scene.breaking(Op.LIST, "out/", 9, () -> fails(FailureClass.DENIED, "AccessDenied"));
    assertThat(((Outcome.Failed) scene.all()).failure()).isEqualTo(FailureClass.DENIED);
    assertThat(scene.count(Op.LIST)).isEqualTo(2);
    assertThat(scene.count(Op.COPY)).isZero();
  }

  private StoreBefore listing(String bucket, UnaryOperator<ListPage> twist) {
    return new StoreBefore(scene.store) {
      @Override
      public ListPage list(ListRequest request, Deadline deadline) throws InterruptedException {
        ListPage page = super.list(request, deadline);
        return request.bucket().equals(bucket) ? twist.apply(page) : page;
      }
    };
  }
}

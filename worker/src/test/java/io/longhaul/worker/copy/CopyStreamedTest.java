package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.fails;
import static io.longhaul.worker.copy.CopyScene.listed;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Body;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.StoredObject;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CopyStreamedTest {
  private final CopyScene scene = new CopyScene();

  @BeforeEach
  void route() {
    scene.streamed();
  }

  @Test
  void bytes_type_and_metadata_arrive_by_one_get_and_one_put() throws Exception {
    Deadline deadline = Deadline.in(scene.time, Duration.ofMinutes(1));
    PutRequest typed =
        new PutRequest(
            CopyScene.FROM, "in/k", 4, "text/plain", Map.of("owner", "me"), new Expect.Absent());
    scene.store.put(typed, Body.of("text".getBytes(StandardCharsets.UTF_8)), deadline);
    scene.calls.clear();
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.COPIED)));
    StoredObject stored = scene.store.look(CopyScene.TO, "out/k").orElseThrow();
    assertThat(scene.atTarget("k")).isEqualTo("text");
    assertThat(stored.contentType()).isEqualTo("text/plain");
    assertThat(stored.metadata()).isEqualTo(Map.of("owner", "me"));
    assertThat(scene.count(Op.GET)).isEqualTo(1);
    assertThat(scene.count(Op.PUT)).isEqualTo(1);
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void a_source_that_is_rewritten_before_it_is_read_arrives_as_it_is_now() throws Exception {
    scene.source("k", "old");
    scene.breaking(
        Op.GET,
        "in/k",
        1,
        () -> {
          scene.source("k", "rewritten");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 3, Fate.COPIED)));
    assertThat(scene.atTarget("k")).isEqualTo("rewritten");
  }

  @Test
  void a_source_that_vanished_is_gone() throws Exception {
    scene.source("k", "old");
    scene.breaking(
        Op.GET,
        "in/k",
        1,
        () -> {
          scene.store.remove(CopyScene.FROM, "in/k");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 3, Fate.GONE)));
  }

  @Test
  void a_target_that_another_wrote_meanwhile_is_not_overwritten_unseen() throws Exception {
    scene.source("k", "text");
    scene.breaking(
        Op.PUT,
        "out/k",
        1,
        () -> {
          scene.passSeconds(5);
          scene.target("k", "theirs");
          return new StoreFault.None();
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 4, Fate.SKIPPED)));
    assertThat(scene.atTarget("k")).isEqualTo("theirs");
  }

  @Test
  void a_stream_that_breaks_is_sent_again_whole() throws Exception {
    scene.source("k", "some text");
    scene.breaking(Op.GET, "in/k", 2, () -> new StoreFault.CutAfter(3));
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 9, Fate.COPIED)));
    assertThat(scene.atTarget("k")).isEqualTo("some text");
  }

  @Test
  void a_body_that_ends_early_is_repeated_once_and_then_corrupt() throws Exception {
    scene.source("k", "some text");
    int[] gets = {0};
    scene.before(
        new StoreBefore(scene.store) {
          @Override
          public Got get(String bucket, String key, String etag, Deadline deadline)
              throws InterruptedException {
            gets[0]++;
            Got.Content content = (Got.Content) super.get(bucket, key, etag, deadline);
            return content.with(
                new ByteArrayInputStream("some".getBytes(StandardCharsets.UTF_8)),
                content.length());
          }

          @Override
          public Written put(PutRequest request, Body body, Deadline deadline)
              throws InterruptedException {
            byte[] bytes;
            try (InputStream stream = body.open()) {
              bytes = stream.readAllBytes();
            } catch (IOException e) {
              throw InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Reset", "reset");
            }
            scene.target("k", new String(bytes, StandardCharsets.UTF_8));
            return new Written.Stored("whatever came");
          }
        });
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(gets[0]).isEqualTo(2);
    assertThat(scene.store.all(CopyScene.TO)).isEmpty();
    Outcome.Failed failed = (Outcome.Failed) scene.handle(split.children().getFirst().payload());
    assertThat(failed.failure()).isEqualTo(FailureClass.CORRUPT);
  }

  @Test
  void a_put_that_the_store_repeats_by_itself_is_fed_anew_and_never_from_another_version()
      throws Exception {
    scene.source("k", "old");
    scene.before(
        new StoreBefore(scene.store) {
          @Override
          public Written put(PutRequest request, Body body, Deadline deadline)
              throws InterruptedException {
            read(body);
            return super.put(request, body, deadline);
          }
        });
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, 3, Fate.COPIED)));
    assertThat(scene.count(Op.GET)).isEqualTo(2);
    scene.passSeconds(5);
    scene.source("k", "new");
    scene.breaking(Op.GET, "in/k", 1, () -> rewrittenAfter("newer"));
    scene.all();
    assertThat(scene.atTarget("k")).isEqualTo("newer");
    assertThat(scene.meter("longhaul.copy.effects", "failed")).isZero();
  }

  /** The first GET brings the old version, every later one must not. */
  private StoreFault rewrittenAfter(String text) {
    scene.breaking(
        Op.GET,
        "in/k",
        1,
        () -> {
          scene.source("k", text);
          return new StoreFault.None();
        });
    return new StoreFault.None();
  }

  private static void read(Body body) {
    try (var stream = body.open()) {
      stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void a_denied_get_leaves_alone() throws Exception {
    scene.source("a", "text");
    scene.source("b", "text");
    scene.breaking(Op.GET, "in/a", 9, () -> fails(FailureClass.DENIED, "AccessDenied"));
    Outcome.Split split = (Outcome.Split) scene.all();
    assertThat(split.children()).hasSize(1);
    assertThat(split.tally().objects(Fate.COPIED)).isEqualTo(1);
  }
}

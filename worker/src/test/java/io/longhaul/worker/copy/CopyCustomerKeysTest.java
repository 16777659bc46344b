package io.longhaul.worker.copy;

import static io.longhaul.worker.copy.CopyScene.FROM;
import static io.longhaul.worker.copy.CopyScene.TO;
import static io.longhaul.worker.copy.CopyScene.listed;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Body;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.CustomerKey;
import io.longhaul.s3.Expect;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.PutRequest;
import io.longhaul.s3.StoredObject;
import io.longhaul.s3.Traits;
import io.longhaul.s3.calls.CustomerKeys;
import io.longhaul.time.Deadline;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.Outcome;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From under one customer's key to under another. */
class CopyCustomerKeysTest {
  private static final String TEXT = "0123456789abcdef!";
  private static final ChecksumForm SUM = ChecksumForm.of("CRC64NVME", true);
  private static final CustomerKey SOURCE = key('s');
  private static final CustomerKey TARGET = key('t');
  private static final CustomerKeys KEYS = (bucket, key) -> bucket.equals(FROM) ? SOURCE : TARGET;

  private final CopyScene scene = new CopyScene();

  private static CustomerKey key(char c) {
    byte[] bits = String.valueOf(c).repeat(32).getBytes(US_ASCII);
    return CustomerKey.of(Base64.getEncoder().encodeToString(bits));
  }

  /** Lets the job's stores say these keys from here on. */
  private void keyed(CustomerKeys keys) {
    scene.before(scene.store.keyed(keys));
  }

  private void source(String key) throws Exception {
    PutRequest put =
        new PutRequest(FROM, "in/" + key, TEXT.length(), Traits.NONE, new Expect.Anything(), SUM);
    InMemoryObjectStore by = scene.store.keyed(KEYS);
    Deadline soon = Deadline.in(scene.time, Duration.ofSeconds(40));
    scene.time.run(() -> by.put(put, Body.of(TEXT.getBytes(US_ASCII)), soon));
  }

  private StoredObject target(String key) {
    return scene.store.look(TO, "out/" + key).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void objects_under_a_key_and_others_arrive_under_the_targets(boolean streamed) throws Exception {
    if (streamed) scene.streamed();
    source("under");
    scene.source("plain", TEXT);
    keyed(KEYS);
    assertThat(scene.all()).isInstanceOf(Outcome.Done.class);
    for (String key : new String[] {"under", "plain"}) {
      assertThat(scene.atTarget(key)).isEqualTo(TEXT);
      assertThat(target(key).customerKey()).isEqualTo(TARGET);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void one_in_parts_does_too(boolean streamed) throws Exception {
    if (streamed) scene.streamed();
    scene.inParts(10, 4);
    source("k");
    keyed(KEYS);
    assertThat(CopyScene.whole(scene, "k")).isInstanceOf(Outcome.Done.class);
    assertThat(scene.atTarget("k")).isEqualTo(TEXT);
    assertThat(target("k").customerKey()).isEqualTo(TARGET);
    assertThat(target("k").etag()).endsWith("-5");
    assertThat(scene.store.uploads(TO)).isEmpty();
  }

  /** The ETags of both look like MD5s, differ, and say nothing. */
  @Test
  void what_was_copied_is_equal_when_it_is_run_again() throws Exception {
    source("k");
    keyed(KEYS);
    scene.passSeconds(5);
    assertThat(scene.all().toString()).contains("copied=1");
    String first = target("k").etag();
    assertThat(first).isNotEqualTo(scene.store.look(FROM, "in/k").orElseThrow().etag());
    scene.passSeconds(5);
    assertThat(scene.all()).isEqualTo(new Outcome.Done(listed(1, TEXT.length(), Fate.EQUAL)));
    assertThat(target("k").etag()).isEqualTo(first);
  }

  @Test
  void one_under_another_key_leaves_by_itself_as_denied_and_without_one_as_refused()
      throws Exception {
    source("k");
    keyed((bucket, key) -> TARGET);
    assertThat(scene.keys("k"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.DENIED));
    keyed(CustomerKeys.NONE);
    assertThat(scene.keys("k"))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.REFUSED));
    assertThat(scene.store.look(TO, "out/k")).isEmpty();
  }
}

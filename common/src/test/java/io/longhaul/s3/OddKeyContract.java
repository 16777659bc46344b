package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.FailureClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of keys that some client or server gets wrong. */
public abstract class OddKeyContract extends ListContract {
  @Test
  void odd_keys_are_intact_to_the_byte_or_declared_as_not_held_by_the_engine()
      throws InterruptedException {
    String target = engine.newBucket();
    Map<OddKey, String> refused = new EnumMap<>(OddKey.class);
    for (OddKey odd : OddKey.values()) {
      String why = tripOf(odd.key(), target);
      if (!why.isEmpty()) refused.put(odd, why);
    }
    assertThat(refused.keySet())
        .as("keys that %s cannot hold, and why: %s", engine.name(), refused)
        .isEqualTo(engine.cannotHold());
  }

  /** Why the key did not survive, or empty if it did. */
  private String tripOf(String key, String target) throws InterruptedException {
    try {
      roundTrip(key, target);
      return "";
    } catch (StoreException e) {
      return e.code() + ": " + e.getMessage();
    } catch (AssertionError e) {
      return String.valueOf(e.getMessage()).lines().limit(8).toList().toString();
    } finally {
      forget(bucket, key);
      forget(target, key);
    }
  }

  private void roundTrip(String key, String target) throws InterruptedException {
    String etag = etag(put(bucket, key, "hello", ABSENT));
    assertThat(engine.keys(bucket)).as("seen by another client").containsExactly(key);
    assertThat(listAll(ListRequest.of(bucket, ""))).as("listed").containsExactly(key);
    assertThat(listAll(ListRequest.of(bucket, key))).as("as a prefix").containsExactly(key);
    assertThat(listAll(ListRequest.of(bucket, "").after(key))).as("listed after it").isEmpty();
    assertThat(store.head(bucket, key, soon())).as("head").isPresent();
    assertThat(text(store.get(bucket, key, etag, soon()))).isEqualTo("hello");
    Written copied = store.copy(new CopyRequest(bucket, key, etag, target, key, ABSENT), soon());
    assertThat(etag(copied)).as("copied").isEqualTo(etag);
    assertThat(engine.keys(target)).as("the copy").containsExactly(key);
    assertThat(store.delete(bucket, key, new Expect.Etag(etag), soon()))
        .as("deleted")
        .isEqualTo(new Written.Stored(""));
    assertThat(engine.keys(bucket)).as("after the delete").isEmpty();
  }

  private void forget(String from, String key) throws InterruptedException {
    try {
      store.delete(from, key, ANYTHING, soon());
    } catch (StoreException e) {
      assertThat(e.failure()).as(e.getMessage()).isNotEqualTo(FailureClass.DENIED);
    }
  }

  /** By case, by normal form, and a folder's marker beside an object of that name. */
  @Test
  void keys_that_look_alike_are_objects_of_their_own_and_empty_ones_are_objects()
      throws InterruptedException {
    String target = engine.newBucket();
    boolean markers = !engine.cannotHold().contains(OddKey.TRAILING_SLASH);
    if (!markers) System.err.println("SKIPPED on " + engine.name() + ": a folder's marker");
    List<String> alike =
        List.of(
            "DIR",
            besideFolder("dir", "dir+"),
            markers ? "dir/" : "dir-",
            "dir/x",
            "e\u0301",
            "\u00c5",
            "\u00e9");
    for (String key : alike) {
      String etag = etag(put(bucket, key, key.equals("dir/") ? "" : key, ABSENT));
      Written copied = store.copy(new CopyRequest(bucket, key, etag, target, key, ABSENT), soon());
      assertThat(etag(copied)).isEqualTo(etag);
    }
    assertThat(listAll(ListRequest.of(target, ""))).containsExactlyElementsOf(alike);
    for (String key : alike) {
      String etag = store.head(target, key, soon()).orElseThrow().etag();
      assertThat(text(store.get(target, key, etag, soon())))
          .isEqualTo(key.equals("dir/") ? "" : key);
    }
  }

  @Test
  void a_key_that_no_request_can_carry_is_refused_by_name() {
    for (String key : List.of("\ud800 alone", "k".repeat(1025), "")) {
      List<Call> calls =
          List.of(
              () -> put(bucket, key, "text", ABSENT),
              () -> copy("from", "etag", key, ABSENT),
              // as something else it might be there
              () -> copy(key, "etag", "to", ABSENT),
              () -> store.head(bucket, key, soon()),
              () -> store.get(bucket, key, "etag", soon()),
              () -> store.delete(bucket, key, ANYTHING, soon()));
      for (Call call : calls) {
        assertThat(refusal(call).failure()).isEqualTo(FailureClass.UNSAFE_NAME);
      }
    }
  }
}

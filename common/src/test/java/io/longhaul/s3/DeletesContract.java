package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.FailureClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many objects that are deleted at once. */
public abstract class DeletesContract extends RangesContract {
  private List<Undeleted> deleteAll(Doomed... objects) throws InterruptedException {
    return store.deleteAll(new DeleteRequest(bucket, List.of(objects)), soon());
  }

  @Test
  void all_that_are_named_are_deleted_whatever_their_keys() throws InterruptedException {
    List<String> keys = new ArrayList<>();
    for (OddKey odd : OddKey.values()) {
      if (!engine.cannotHold().contains(odd)) keys.add(odd.key());
    }
    for (String key : keys) put(bucket, key, "doomed", ABSENT);
    put(bucket, "stays", "stays", ABSENT);
    keys.add("was never there");

    Doomed[] doomed = keys.stream().map(Doomed::of).toArray(Doomed[]::new);
    assertThat(deleteAll(doomed)).isEmpty();
    assertThat(engine.keys(bucket)).containsExactly("stays");
    assertThat(deleteAll(doomed)).as("once more").isEmpty();
  }

  @Test
  void what_is_not_as_expected_stays_and_the_others_go() throws InterruptedException {
    String etag = etag(put(bucket, "seen", "seen", ABSENT));
    put(bucket, "other", "other", ABSENT);
    put(bucket, "other\u0001", "other", ABSENT);
    Doomed seen = new Doomed("seen", null, new Expect.Etag(etag));
    Doomed other = new Doomed("other", null, WRONG);
    Doomed gone = new Doomed("gone", null, WRONG);
    if (lacks(StoreLack.DELETE_ALL_IF_MATCH)) return;

    assertThat(deleteAll(other, gone, seen)).containsExactly(new Undeleted.Changed(other));
    assertThat(store.head(bucket, "other", soon())).isPresent();
    assertThat(store.head(bucket, "seen", soon())).isEmpty();
    Doomed apart = new Doomed("other\u0001", null, WRONG);
    assertThat(deleteAll(apart)).containsExactly(new Undeleted.Changed(apart));
  }

  @Test
  void a_key_among_others_that_no_request_can_carry_is_refused_before_any_is_deleted()
      throws InterruptedException {
    write(List.of("a"));
    for (String key : List.of("\ud800 alone", "k".repeat(1025), "")) {
      StoreException refused = refusal(() -> deleteAll(Doomed.of("a"), Doomed.of(key)));
      assertThat(refused.failure()).isEqualTo(FailureClass.UNSAFE_NAME);
    }
    assertThat(engine.keys(bucket)).containsExactly("a");
  }

  @Test
  void to_delete_in_a_missing_bucket_is_refused() {
    for (String key : List.of("k", "k\u0001")) {
      DeleteRequest request = new DeleteRequest("no-such-" + bucket, List.of(Doomed.of(key)));
      StoreException refused = refusal(() -> store.deleteAll(request, soon()));
      assertThat(refused.failure()).isEqualTo(FailureClass.REFUSED);
      assertThat(refused.code()).isEqualTo("NoSuchBucket");
    }
  }
}

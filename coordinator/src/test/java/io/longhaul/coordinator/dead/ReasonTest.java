package io.longhaul.coordinator.dead;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Listed;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Units that failed alike have one reason. */
class ReasonTest {
  private static final Payload RANGE = new Payload.Range("", "", null);

  private static Payload key(String key) {
    return new Payload.Keys(List.of(new Listed(key, 1)));
  }

  private static String text(String why) {
    return Reason.of(why, RANGE).text();
  }

  @Test
  void keys_numbers_and_ids_are_taken_out_and_what_the_failure_is_stays() {
    assertThat(text("CopyObject to s3://copies/0A/17.bin: SlowDown: try in 30 s"))
        .isEqualTo("CopyObject to s3://copies/…: SlowDown: try in N s");
    assertThat(text("'a b.txt': 6000000000 bytes, one request carries 5368709120"))
        .isEqualTo("'…': N bytes, one request carries N");
    assertThat(text("InternalError (Request ID: 4442587FB7D0A2F9, 8f3c-11)"))
        .isEqualTo("InternalError (Request ID: …, N)");
    assertThat(text("s3:GetObject on s3://b/k/1 is denied to arn:aws:iam::12:user/u: let an IAM…"))
        .isEqualTo("s3:GetObject on s3://b/… is denied to arn:aws:iam::N:user/u");
  }

  @Test
  void a_key_that_looks_like_the_rest_of_the_sentence_is_taken_out_where_the_unit_names_it() {
    String odd = "a: SlowDown 'x' is denied";
    assertThat(Reason.of("GetObject s3://b/" + odd + ": AccessDenied: no", key(odd)).text())
        .isEqualTo("GetObject s3://b/…: AccessDenied: no");
    assertThat(Reason.of("'" + odd + "' changed", key(odd)).text()).isEqualTo("'…' changed");
  }

  @Test
  void what_the_ledger_cut_off_is_like_what_it_kept_whole() {
    Reason whole = Reason.of("PutObject s3://b/k: SlowDown: reduce your rate", RANGE);
    Reason cut = Reason.of("PutObject s3://b/a-longer-key: SlowDown: reduce yo…", RANGE);
    Reason other = Reason.of("PutObject s3://b/k: InternalError", RANGE);
    assertThat(whole.like(cut)).isTrue();
    assertThat(cut.like(whole)).isTrue();
    assertThat(whole.like(other)).isFalse();
  }

  @Test
  void a_missing_permission_is_named_by_action_and_by_what_all_of_them_have_in_common() {
    Denials denials = new Denials();
    denials.add("s3:GetObject on s3://b/p/1.bin is denied: let an IAM policy of that user or r…");
    assertThat(denials.text()).isEqualTo("s3:GetObject on s3://b/p/1.bin");
    denials.add("s3:GetObject on s3://b/p/2.bin is denied: let");
    denials.add("s3:GetObject on s3://b/p/long/long…");
    denials.add("s3:ListBucket on s3://b is denied to arn:aws:iam::12:user/u: let an IAM policy");
    denials.add("no permission in here");
    assertThat(denials.text())
        .isEqualTo("s3:GetObject on s3://b/p/*; s3:ListBucket on s3://b to arn:aws:iam::12:user/u");
  }
}

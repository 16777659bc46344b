package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.RawServer;
import io.longhaul.unit.FailureClass;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an adapter makes of a server that is busy, or that fails in the midst of a copy. */
public abstract class CopyFaultsContract extends FaultsFixture {
  @Test
  void a_burst_of_slow_down_is_sat_out() throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(
              n < 4 ? error("503 Slow Down", "SlowDown") : RawServer.answer("200 OK", "", COPIED));
          return true;
        });

    assertThat(copy(store, new Expect.Absent(), 30)).isEqualTo(new Written.Stored("abc"));
    assertThat(calls.throttled()).isEqualTo(3);
    assertThat(calls.repeats()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Retry-After: 1\r\n", "Retry-After: soon\r\n", "Retry-After: -1\r\n"})
  void a_server_that_says_when_to_come_back_is_asked_again(String when)
      throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(
              RawServer.answer(
                  n == 1 ? "503 Slow Down" : "200 OK",
                  n == 1 ? when : "",
                  n == 1 ? "<Error><Code>SlowDown</Code></Error>" : COPIED));
          return true;
        });

    assertThat(copy(store)).isEqualTo(new Written.Stored("abc"));
    assertThat(server().requests()).hasSize(2);
  }

  /** An hour is not slept through: whatever it says, the deadline holds. */
  @Test
  void a_server_that_wants_an_hour_is_left_in_time() throws InterruptedException {
    String hour = "Retry-After: 3600\r\n";
    ObjectStore store =
        storeOn(
            always(
                RawServer.answer("503 Slow Down", hour, "<Error><Code>SlowDown</Code></Error>")));
    long before = time.nanos();

    Ending ending = Ending.of(() -> copy(store, new Expect.Absent(), 2));
    assertThat(ending).isEqualTo(new Ending.Failed(FailureClass.UNAVAILABLE, "SlowDown"));
    assertThat(time.nanos() - before).isLessThan(GRACE.plusSeconds(2).toNanos());
  }

  @ParameterizedTest
  @ValueSource(strings = {"InternalError", "SlowDown", "ServiceUnavailable", "WhoKnows"})
  void an_error_in_the_body_of_a_200_is_an_error(String code) throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(n == 1 ? error("200 OK", code) : RawServer.answer("200 OK", "", COPIED));
          return true;
        });

    assertThat(copy(store, new Expect.Absent(), 30)).isEqualTo(new Written.Stored("abc"));
    assertThat(server().heads()).hasSize(2);
  }

  /** So S3 keeps the connection of a long copy alive: blanks first, the answer at their end. */
  @Test
  void blanks_before_the_answer_to_a_copy_are_no_part_of_it() throws InterruptedException {
    String begun = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + " \n".repeat(2_000);
    assertThat(copy(storeOn(always(RawServer.answer("200 OK", "", begun + COPIED)))))
        .isEqualTo(new Written.Stored("abc"));
    String denied = "<Error><Code>AccessDenied</Code><Message>said</Message></Error>";
    assertThat(
            Ending.of(() -> copy(storeOn(always(RawServer.answer("200 OK", "", begun + denied))))))
        .isEqualTo(new Ending.Failed(FailureClass.DENIED, "AccessDenied"));
  }

  @Test
  void a_condition_that_fails_in_the_body_of_a_200_has_changed_nothing()
      throws InterruptedException {
    assertThat(copy(storeOn(always(error("200 OK", "PreconditionFailed")))))
        .isEqualTo(new Written.Changed());
    assertThat(copy(storeOn(always(error("200 OK", "NoSuchKey")))))
        .isEqualTo(new Written.Missing());
  }

  @Test
  void a_copy_carries_all_its_conditions_and_its_source_encoded() throws InterruptedException {
    ObjectStore store = storeOn(always(RawServer.answer("200 OK", "", COPIED)));
    copy(store, new Expect.Absent(), 30);
    copy(store, new Expect.Etag("seen"), 30);

    assertThat(server().heads().getFirst())
        .contains("x-amz-copy-source: from/a%20%2b%25%c3%bc/b\r\n")
        .contains("x-amz-copy-source-if-match: \"source\"\r\n")
        .contains("if-none-match: *\r\n");
    assertThat(server().heads().getLast()).contains("\r\nif-match: \"seen\"\r\n");
  }

  @Test
  void a_condition_that_the_server_does_not_know_is_named_as_such() {
    ObjectStore store = storeOn(always(error("501 Not Implemented", "NotImplemented")));

    StoreException unknown = failure(() -> copy(store, new Expect.Absent(), 30));
    assertThat(unknown.code()).isEqualTo(StoreException.CONDITION_UNKNOWN);
    assertThat(unknown).hasMessageContaining("does not know a condition");
  }

  @Test
  void a_copy_that_is_too_large_is_said_to_be_that() {
    String said =
        "<Error><Code>InvalidRequest</Code><Message>The specified copy source is larger than the"
            + " maximum allowable size for a copy source: 5368709120</Message></Error>";
    StoreException large =
        failure(() -> copy(storeOn(always(RawServer.answer("400 Bad Request", "", said)))));
    assertThat(large.failure()).isEqualTo(FailureClass.TOO_LARGE);
  }

  /** Its own clock may be off by an hour: the server's is what counts. */
  @Test
  void a_clock_that_is_wrong_is_corrected_by_the_servers_date() throws InterruptedException {
    var later = time.now().plusSeconds(3600).atOffset(ZoneOffset.UTC);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(later);
    String hour = "\r\nx-amz-date: " + DateTimeFormatter.ofPattern("yyyyMMdd't'HH").format(later);
    String next =
        "\r\nx-amz-date: "
            + DateTimeFormatter.ofPattern("yyyyMMdd't'HH").format(later.plusHours(1));
    ObjectStore store =
        storeOn((n, head, out) -> {
          boolean right = head.contains(hour) || head.contains(next);
          String told = "<Error><Code>RequestTimeTooSkewed</Code><Message>said</Message></Error>";
          byte[] answer = RawServer.answer(right ? "200 OK" : "403 No", "", right ? COPIED : told);
          String dated = new String(answer, ISO_8859_1);
          out.write(dated.replaceFirst("Date: [^\r]*", "Date: " + date).getBytes(ISO_8859_1));
          return true;
        });

    assertThat(copy(store)).isEqualTo(new Written.Stored("abc"));
    assertThat(copy(store)).isEqualTo(new Written.Stored("abc"));
    assertThat(server().requests()).as("corrected once and for all").hasSize(3);
  }
}

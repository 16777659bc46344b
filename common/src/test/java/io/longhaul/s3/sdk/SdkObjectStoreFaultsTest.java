package io.longhaul.s3.sdk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.PermissionMissing;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.engine.RawServer;
import io.longhaul.s3.CopyRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.s3.Written;
import io.longhaul.s3.calls.S3ObjectStore;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SdkObjectStoreFaultsTest {
  private static final String COPIED = "<CopyObjectResult><ETag>\"abc\"</ETag></CopyObjectResult>";

  private final SystemTime time = new SystemTime();
  private final AwsCalls calls = new AwsCalls(time, AwsSettings.of(4));
  private RawServer server = new RawServer((n, head, out) -> false);

  @AfterEach
  void close() throws IOException {
    server.close();
  }

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

  @Test
  void an_error_in_the_body_of_a_200_is_an_error() throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(
              n == 1 ? error("200 OK", "InternalError") : RawServer.answer("200 OK", "", COPIED));
          return true;
        });

    assertThat(copy(store, new Expect.Absent(), 30)).isEqualTo(new Written.Stored("abc"));
    assertThat(server.heads()).hasSize(2);
  }

  @Test
  void a_copy_carries_all_its_conditions_and_its_source_encoded() throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(RawServer.answer("200 OK", "", COPIED));
          return true;
        });
    copy(store, new Expect.Absent(), 30);
    copy(store, new Expect.Etag("seen"), 30);

    assertThat(server.heads().getFirst())
        .contains("x-amz-copy-source: from/a%20%2b%25%c3%bc/b\r\n")
        .contains("x-amz-copy-source-if-match: \"source\"\r\n")
        .contains("if-none-match: *\r\n");
    assertThat(server.heads().getLast()).contains("\r\nif-match: \"seen\"\r\n");
  }

  @Test
  void a_condition_that_the_server_does_not_know_is_named_as_such() {
    ObjectStore store = storeOn(always(error("501 Not Implemented", "NotImplemented")));

    StoreException unknown = failure(() -> copy(store, new Expect.Absent(), 30));
    assertThat(unknown.code()).isEqualTo(StoreException.CONDITION_UNKNOWN);
    assertThat(unknown).hasMessageContaining("does not know a condition");
  }

  @Test
  void denied_full_and_expired_are_told_apart_and_not_repeated() {
    assertThat(failure(() -> copy(storeOn(always(error("403 X", "AccessDenied"))))).failure())
        .isEqualTo(FailureClass.DENIED);
    assertThat(
            failure(() -> copy(storeOn(always(error("507 X", "InsufficientStorage"))))).failure())
        .isEqualTo(FailureClass.STORAGE);
    assertThatExceptionOfType(CredentialsRefused.class)
        .isThrownBy(() -> copy(storeOn(always(error("400 X", "ExpiredToken")))))
        .withMessageContaining("aws sso login");
    assertThat(calls.repeats()).isZero();
  }

  @Test
  void a_bucket_that_is_refused_without_a_reason_is_asked_for_one() {
    assertThatExceptionOfType(CredentialsRefused.class)
        .isThrownBy(() -> storeOn(refusing("SignatureDoesNotMatch")).bucket("b", in(20)))
        .withMessageContaining("SignatureDoesNotMatch: said")
        .withMessageContaining("aws configure");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> storeOn(refusing("AccessDenied")).bucket("b", in(20)))
        .withMessageStartingWith("s3:ListBucket on s3://b is denied");
    assertThatExceptionOfType(CredentialsRefused.class)
        .isThrownBy(() -> storeOn(refusing("400 Bad Request", "ExpiredToken")).bucket("b", in(20)))
        .withMessageContaining("ExpiredToken: said")
        .withMessageContaining("aws sso login");
  }

  /** An expired token is no matter of one key: its unit would die of it. */
  @Test
  void an_object_whose_head_is_refused_without_a_reason_is_told_from_credentials_that_are() {
    for (String code : new String[] {"ExpiredToken", "InvalidToken"}) {
      assertThatExceptionOfType(CredentialsRefused.class)
          .isThrownBy(() -> storeOn(refusing("400 Bad Request", code)).head("b", "k", in(20)))
          .withMessageStartingWith("HeadObject s3://b/k: %s: said".formatted(code));
    }
    assertThatExceptionOfType(CredentialsRefused.class)
        .isThrownBy(() -> storeOn(refusing("InvalidAccessKeyId")).head("b", "k", in(20)));
    assertThat(failure(() -> storeOn(refusing("AccessDenied")).head("b", "k", in(20))))
        .hasMessageStartingWith("s3:GetObject on s3://b/k is denied");
    ObjectStore listing =
        storeOn((n, head, out) -> {
          out.write(
              head.startsWith("head ")
                  ? refused("400 Bad Request")
                  : RawServer.answer("200 OK", "", "<ListBucketResult/>"));
          return true;
        });
    assertThat(failure(() -> listing.head("b", "k", in(20))).failure())
        .isEqualTo(FailureClass.REFUSED);
  }

  @Test
  void a_bucket_in_another_region_that_is_not_named_is_said_to_be_that() {
    assertThat(failure(() -> storeOn(always(refused("301 Moved"))).bucket("b", in(20))))
        .hasMessageContaining("it is not in region us-east-1; set AWS_REGION to its own");
  }

  @Test
  void a_bucket_that_cannot_be_reached_is_named_with_where_it_was_looked_for() throws IOException {
    ObjectStore store = storeOn(always(new byte[0]));
    String endpoint = server.endpoint().toString();
    server.close();
    assertThat(failure(() -> store.bucket("b", in(2))))
        .hasMessageContaining("asked " + endpoint)
        .hasMessageContaining("AWS_ENDPOINT_URL_S3");
  }

  /** As S3 does: a HEAD is refused without a body, anything else with one. */
  private static RawServer.Handler refusing(String code) {
    return refusing("403 Forbidden", code);
  }

  private static RawServer.Handler refusing(String status, String code) {
    return (n, head, out) -> {
      out.write(head.startsWith("head ") ? refused(status) : error(status, code));
      return true;
    };
  }

  private static byte[] refused(String status) {
    return "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n".formatted(status).getBytes(US_ASCII);
  }

  @Test
  void a_denied_object_is_its_units_matter_and_a_denied_bucket_the_commands() {
    assertThat(failure(() -> copy(storeOn(always(error("403 X", "AccessDenied"))))))
        .hasMessage(
            "s3:PutObject, or s3:GetObject on its source, on s3://to/k is denied:"
                + " let an IAM policy of that user or role allow it");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(
            () -> storeOn(always(RawServer.answer("403 Forbidden", "", ""))).bucket("from", in(5)))
        .withMessageStartingWith("s3:ListBucket on s3://from is denied");
  }

  @Test
  void a_server_that_says_nothing_is_left_at_the_deadline() {
    ObjectStore store =
        storeOn((n, head, out) -> {
          server.stall();
          return false;
        });
    long before = time.nanos();

    StoreException late = failure(() -> copy(store, new Expect.Absent(), 1));
    assertThat(late.failure()).isEqualTo(FailureClass.UNAVAILABLE);
    assertThat(late.code()).isEqualTo("Timeout");
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void a_body_that_is_cut_off_is_not_taken_for_the_whole() throws Exception {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 1000\r\n\r\nhalf"
                  .getBytes(US_ASCII));
          out.flush();
          return false;
        });

    try (InputStream stream = content(store.get("b", "k", "e", in(20))).stream()) {
      assertThatIOException().isThrownBy(stream::readAllBytes);
    }
  }

  @Test
  void a_body_that_stalls_ends_at_the_deadline() throws Exception {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(
              "HTTP/1.1 200 OK\r\nETag: \"e\"\r\nContent-Length: 1000\r\n\r\nhalf"
                  .getBytes(US_ASCII));
          out.flush();
          server.stall();
          return false;
        });
    long before = time.nanos();

    try (InputStream stream = content(store.get("b", "k", "e", in(3))).stream()) {
      assertThatIOException().isThrownBy(stream::readAllBytes);
    }
    assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void garbage_and_half_a_listing_are_never_an_empty_page() {
    for (String body :
        new String[] {
          "",
          "not xml",
          "<html/>",
          "<ListBucketResult>",
          "<ListBucketResult/>",
          "<ListBucketResult><Name>b</Name><IsTruncated>true</IsTruncated></ListBucketResult>"
        }) {
      ObjectStore store = storeOn(always(RawServer.answer("200 OK", "", body)));

      StoreException broken = failure(() -> store.list(ListRequest.of("b", ""), in(5)));
      assertThat(broken.failure()).as(body).isEqualTo(FailureClass.UNAVAILABLE);
    }
  }

  @Test
  void an_interrupt_ends_a_call_that_is_waiting() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    ObjectStore store =
        storeOn((n, head, out) -> {
          asked.countDown();
          server.stall();
          return false;
        });
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        time.start(
            "caller",
            () -> thrown.set(catchThrowableOfType(InterruptedException.class, () -> copy(store))));
    asked.await();
    caller.interrupt();
    caller.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void a_redirect_changes_the_region_and_never_the_host() throws InterruptedException {
    String elsewhere =
        "x-amz-bucket-region: eu-west-1\r\nLocation: http://elsewhere.invalid/to/k\r\n";
    ObjectStore store =
        storeOn((n, head, out) -> {
          boolean right = head.contains("/eu-west-1/s3/aws4_request");
          out.write(
              right
                  ? RawServer.answer("200 OK", "", COPIED)
                  : RawServer.answer(
                      "301 Moved", elsewhere, "<Error><Code>PermanentRedirect</Code></Error>"));
          return true;
        });

    assertThat(copy(store)).isEqualTo(new Written.Stored("abc"));
    assertThat(server.heads()).allMatch(head -> head.contains("host: 127.0.0.1"));
  }

  private ObjectStore storeOn(RawServer.Handler handler) {
    server = new RawServer(handler);
    AwsPlace place = AwsPlace.at(server.endpoint(), "test-key-id", "test-secret");
    return new S3ObjectStore(new SdkRequests(SdkEngine.clients().s3(place), time), calls);
  }

  private static RawServer.Handler always(byte[] answer) {
    return (n, head, out) -> {
      out.write(answer);
      return true;
    };
  }

  private static byte[] error(String status, String code) {
    return RawServer.answer(
        status, "", "<Error><Code>%s</Code><Message>said</Message></Error>".formatted(code));
  }

  private Written copy(ObjectStore store) throws InterruptedException {
    return copy(store, new Expect.Absent(), 20);
  }

  private Written copy(ObjectStore store, Expect expect, int seconds) throws InterruptedException {
    return store.copy(
        new CopyRequest("from", "a +%\u00fc/b", "source", "to", "k", expect), in(seconds));
  }

  private Deadline in(int seconds) {
    return Deadline.in(time, Duration.ofSeconds(seconds));
  }

  private static Got.Content content(Got got) {
    assertThat(got).isInstanceOf(Got.Content.class);
    return (Got.Content) got;
  }

  private static StoreException failure(Call call) {
    StoreException failed = catchThrowableOfType(StoreException.class, call::run);
    assertThat(failed).isNotNull();
    return failed;
  }

  private interface Call {
    void run() throws InterruptedException;
  }
}

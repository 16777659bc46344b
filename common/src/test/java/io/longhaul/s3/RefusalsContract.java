package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.access.PermissionMissing;
import io.longhaul.engine.RawServer;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an adapter makes of a server that says no. */
public abstract class RefusalsContract extends CopyFaultsContract {
  @ParameterizedTest
  @CsvSource({
    "400 Bad Request,      InvalidArgument,       REFUSED",
    "400 Bad Request,      WhoKnows,              REFUSED",
    "400 Bad Request,      BadDigest,             CORRUPT",
    "400 Bad Request,      EntityTooLarge,        TOO_LARGE",
    "400 Bad Request,      KeyTooLongError,       UNSAFE_NAME",
    "400 Bad Request,      RequestTimeout,        UNAVAILABLE",
    "403 Forbidden,        AccessDenied,          DENIED",
    "403 Forbidden,        InvalidObjectState,    ARCHIVED",
    "403 Forbidden,        ObjectNotInActiveTierError, ARCHIVED",
    "403 Forbidden,        WhoKnows,              DENIED",
    "404 Not Found,        NoSuchBucket,          REFUSED",
    "409 Conflict,         OperationAborted,      UNAVAILABLE",
    "409 Conflict,         WhoKnows,              UNAVAILABLE",
    "416 Range,            InvalidRange,          REFUSED",
    "418 Teapot,           WhoKnows,              REFUSED",
    "429 Too Many,         TooManyRequests,       UNAVAILABLE",
    "500 Internal,         InternalError,         UNAVAILABLE",
    "500 Internal,         AccessDenied,          DENIED",
    "503 Slow Down,        SlowDown,              UNAVAILABLE",
    "507 Full,             InsufficientStorage,   STORAGE",
    "507 Full,             WhoKnows,              STORAGE",
  })
  void a_refusal_is_of_the_class_that_its_code_says_and_else_its_status(
      String status, String code, FailureClass failure) throws InterruptedException {
    for (PortCall call : WITH_REASONS) {
      Ending ending = call.ending(storeOn(refusing(status, code), tries(1)), in(20));
      assertThat(ending).as("%s", call).isEqualTo(new Ending.Failed(failure, code));
    }
  }

  /** A HEAD is refused without a reason: all there is, is the status. */
  private static final Set<PortCall> WITH_REASONS =
      EnumSet.complementOf(EnumSet.of(PortCall.BUCKET, PortCall.HEAD, PortCall.DESCRIBE));

  @ParameterizedTest
  @CsvSource({
    "400 Bad Request, REFUSED, Http400",
    "403 Forbidden, DENIED, Http403",
    "416 Range, REFUSED, Http416",
    "429 Too Many, UNAVAILABLE, Http429",
    "503 Slow Down, UNAVAILABLE, Http503",
    "304 Not Modified, UNAVAILABLE, Http304",
  })
  void a_refusal_that_says_nothing_is_of_the_class_of_its_status(
      String status, FailureClass failure, String code) throws InterruptedException {
    for (PortCall call : EnumSet.complementOf(EnumSet.of(PortCall.BUCKET))) {
      ObjectStore store = storeOn(silent(status, call.asksByHead()), tries(1));
      assertThat(call.ending(store, in(20)))
          .as("%s", call)
          .isEqualTo(new Ending.Failed(failure, code));
    }
  }

  /** A listing, which a HEAD that is refused is followed by, is answered well. */
  private static RawServer.Handler silent(String status, boolean byHead) {
    return (n, head, out) -> {
      boolean asked = !byHead || head.startsWith("head ");
      out.write(asked ? refused(status) : PortCall.LIST.answer());
      return true;
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no xml",
        "<Error><Code>Acc",
        "<Error>",
        "<Error/>",
        "<html><body>Go & away</body></html>",
        "<Error><Code></Code></Error>",
        "\u0000\u0001<<<"
      })
  void a_reason_that_cannot_be_read_leaves_the_status(String body) throws InterruptedException {
    for (PortCall call : WITH_REASONS) {
      Ending denied =
          call.ending(storeOn(always(RawServer.answer("403 No", "", body)), tries(1)), in(20));
      assertThat(denied)
          .as("%s", call)
          .isInstanceOfSatisfying(
              Ending.Failed.class,
              failed -> assertThat(failed.failure()).isEqualTo(FailureClass.DENIED));
      Ending unavailable =
          call.ending(storeOn(always(RawServer.answer("500 Oh", "", body)), tries(1)), in(20));
      assertThat(unavailable)
          .as("%s", call)
          .isInstanceOfSatisfying(
              Ending.Failed.class,
              failed -> assertThat(failed.failure()).isEqualTo(FailureClass.UNAVAILABLE));
    }
  }

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void a_reason_of_ten_megabytes_is_cut_to_a_line(PortCall call) {
    String told = "<Error><Code>AccessDenied</Code><Message>%s\n</Message></Error>";
    byte[] long10 = RawServer.answer("403 Forbidden", "", told.formatted("so\n".repeat(3_500_000)));
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(head.startsWith("head ") ? refused("403 Forbidden") : long10);
          return true;
        });

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> call.made(store, in(20)))
        .satisfies(thrown -> {
          assertThat(thrown).isInstanceOfAny(StoreException.class, PermissionMissing.class);
          assertThat(thrown.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n");
        });
  }

  @Test
  void what_is_not_there_is_a_value() throws InterruptedException {
    RawServer.Handler gone = refusing("404 Not Found", "NoSuchKey");
    assertThat(PortCall.GET.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(new Got.Missing()));
    assertThat(PortCall.COPY.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(new Written.Missing()));
    assertThat(PortCall.DELETE.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(new Written.Missing()));
    assertThat(PortCall.HEAD.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(Optional.empty()));
    assertThat(PortCall.BUCKET.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(Optional.empty()));
    assertThat(PortCall.LIST.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Failed(FailureClass.REFUSED, "NoSuchKey"));
    assertThat(PortCall.PUT.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Failed(FailureClass.REFUSED, "NoSuchKey"));
  }

  @Test
  void an_upload_that_is_gone_is_a_value_and_no_other_failure() throws InterruptedException {
    RawServer.Handler gone = refusing("404 Not Found", "NoSuchUpload");
    for (PortCall call : EnumSet.of(PortCall.PUT_PART, PortCall.COPY_PART)) {
      assertThat(call.ending(storeOn(gone), in(20)))
          .isEqualTo(new Ending.Value(new PartWritten.NoUpload()));
    }
    assertThat(PortCall.COMPLETE_UPLOAD.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(new Completed.NoUpload()));
    assertThat(PortCall.LIST_PARTS.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(Optional.empty()));
    assertThat(PortCall.ABORT_UPLOAD.ending(storeOn(gone), in(20)))
        .isEqualTo(new Ending.Value(PortCall.ABORT_UPLOAD.value()));
    assertThat(
            PortCall.COMPLETE_UPLOAD.ending(
                storeOn(always(error("200 OK", "NoSuchUpload"))), in(20)))
        .as("in the body of a 200")
        .isEqualTo(new Ending.Value(new Completed.NoUpload()));
  }

  @Test
  void an_object_without_tags_is_told_from_none() throws InterruptedException {
    assertThat(PortCall.TAGS.ending(storeOn(refusing("404 Not Found", "NoSuchTagSet")), in(20)))
        .isEqualTo(new Ending.Value(Optional.of(Map.of())));
    assertThat(PortCall.TAGS.ending(storeOn(refusing("404 Not Found", "NoSuchKey")), in(20)))
        .isEqualTo(new Ending.Value(Optional.empty()));
  }

  @Test
  void a_version_that_is_a_delete_marker_has_neither_tags_nor_an_acl() throws InterruptedException {
    ObjectStore store = storeOn(refusing("405 Method Not Allowed", "MethodNotAllowed"), tries(1));
    ObjectRef marker = new ObjectRef("from", "k", "v");
    assertThat(store.tags(marker, in(20))).isEmpty();
    assertThat(store.acl(marker, in(20))).isEmpty();
    assertThat(store.putTags(marker, Map.of(), in(20))).isEqualTo(new Written.Missing());
    assertThat(failure(() -> store.tags(ObjectRef.of("from", "k"), in(20))).failure())
        .isEqualTo(FailureClass.DENIED);
  }

  @Test
  void a_denial_names_the_permission_for_versions_where_one_was_named() {
    ObjectStore store = storeOn(refusing("403 Forbidden", "AccessDenied"), tries(1));
    assertThat(failure(() -> store.tags(new ObjectRef("from", "k", "v"), in(20))))
        .hasMessageStartingWith("s3:GetObjectVersionTagging on s3://from/k is denied");
    assertThat(failure(() -> store.acl(ObjectRef.of("from", "k"), in(20))))
        .hasMessageStartingWith("s3:GetObjectAcl on s3://from/k is denied");
  }

  /** Tags stand on no condition. */
  @Test
  void a_server_that_knows_no_tags_is_not_said_to_know_no_condition() {
    ObjectStore store = storeOn(refusing("501 Not Implemented", "NotImplemented"), tries(1));
    StoreException failed = failure(() -> store.tags(ObjectRef.of("from", "k"), in(20)));
    assertThat(failed.code()).isEqualTo("NotImplemented");
    assertThat(failed).hasMessageNotContaining("condition");
  }

  /** Of the keys that one request cannot carry, the second is denied as its owner is unknown. */
  @Test
  void what_is_known_of_some_is_not_lost_with_what_fails_for_all() throws InterruptedException {
    ObjectStore store =
        storeOn(
            (n, head, out) -> {
              boolean first = n == 1;
              out.write(
                  first
                      ? RawServer.answer("204 No Content", "", "")
                      : error("400 Bad Request", "ExpiredToken"));
              return true;
            },
            tries(1));
    DeleteRequest both =
        new DeleteRequest("b", List.of(Doomed.of("a\u0001"), Doomed.of("b\u0001")));
    assertThat(store.deleteAll(both, in(20)))
        .singleElement()
        .isInstanceOfSatisfying(
            Undeleted.Failed.class,
            failed -> {
              assertThat(failed.object().key()).isEqualTo("b\u0001");
              assertThat(failed.code()).isEqualTo("ExpiredToken");
            });
    ObjectStore refusing = storeOn(refusing("400 Bad Request", "ExpiredToken"), tries(1));
    assertThatExceptionOfType(CredentialsRefused.class)
        .isThrownBy(() -> refusing.deleteAll(both, in(20)));
  }

  /** Batch answers are checked entry by entry. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<DeleteResult/>",
        "<DeleteResult><Deleted><Key>a & b</Key></Deleted></DeleteResult>",
        "<DeleteResult><Deleted><Key>a &amp; b</Key></Deleted><Deleted><Key>c</Key></Deleted>"
            + "</DeleteResult>",
        "<DeleteResult><Deleted><Key>a &amp; b</Key></Deleted><Deleted><Key>c</Key></Deleted>"
            + "<Deleted><Key>e</Key></Deleted></DeleteResult>",
        "<DeleteResult><Deleted><Key>a &amp; b</Key></Deleted><Deleted><Key>c</Key></Deleted>"
            + "<Error><Key>d</Key><VersionId>v</VersionId></Error></DeleteResult>"
      })
  void an_object_of_which_nothing_is_said_is_not_taken_for_deleted(String body)
      throws InterruptedException {
    ObjectStore store = storeOn(always(RawServer.answer("200 OK", "", body)), tries(2));
    assertThat(PortCall.DELETE_ALL.ending(store, in(20)))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.UNAVAILABLE));
  }

  @Test
  void a_condition_that_does_not_hold_is_a_value() throws InterruptedException {
    for (byte[] answer :
        new byte[][] {error("412 X", "PreconditionFailed"), refused("412 Precondition Failed")}) {
      RawServer.Handler changed = always(answer);
      assertThat(PortCall.GET.ending(storeOn(changed), in(20)))
          .isEqualTo(new Ending.Value(new Got.Changed()));
      for (PortCall call : EnumSet.of(PortCall.COPY, PortCall.PUT, PortCall.DELETE)) {
        assertThat(call.ending(storeOn(changed), in(20)))
            .isEqualTo(new Ending.Value(new Written.Changed()));
      }
    }
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
        .isThrownBy(
            () -> storeOn(refusing("403 Forbidden", "SignatureDoesNotMatch")).bucket("b", in(20)))
        .withMessageContaining("SignatureDoesNotMatch: said")
        .withMessageContaining("aws configure");
    assertThatExceptionOfType(PermissionMissing.class)
        .isThrownBy(() -> storeOn(refusing("403 Forbidden", "AccessDenied")).bucket("b", in(20)))
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
        .isThrownBy(
            () -> storeOn(refusing("403 Forbidden", "InvalidAccessKeyId")).head("b", "k", in(20)));
    assertThat(
            failure(
                () -> storeOn(refusing("403 Forbidden", "AccessDenied")).head("b", "k", in(20))))
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
  void a_bucket_that_cannot_be_reached_is_named_with_where_it_was_looked_for() throws IOException {
    ObjectStore store = storeOn(always(new byte[0]));
    String endpoint = server().endpoint().toString();
    server().close();
    assertThat(failure(() -> store.bucket("b", in(2))))
        .hasMessageContaining("asked " + endpoint)
        .hasMessageContaining("AWS_ENDPOINT_URL_S3");
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
}

package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.RawServer;
import io.longhaul.unit.FailureClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A redirect may change the region that is signed for, and never whom we talk to. */
public abstract class RedirectsContract extends RefusalsContract {
  private static final String TOLD =
      "<Error><Code>%s</Code><Message>said</Message><Endpoint>elsewhere.invalid</Endpoint></Error>";

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void a_redirect_changes_the_region_and_never_the_host(PortCall call) throws InterruptedException {
    for (String status : new String[] {"301 Moved Permanently", "307 Temporary Redirect"}) {
      RawServer elsewhere = serverOf(always(call.answer()));
      String headers =
          "x-amz-bucket-region: eu-west-1\r\nLocation: " + elsewhere.endpoint() + "/to/k";
      ObjectStore store =
          storeOn((n, head, out) -> {
            boolean right = head.contains("/eu-west-1/s3/aws4_request");
            out.write(right ? call.answer() : redirect(status, headers, head));
            return true;
          });

      assertThat(call.ending(store, in(20))).as(status).isEqualTo(new Ending.Value(call.value()));
      assertThat(server().heads()).allMatch(head -> head.contains("host: 127.0.0.1"));
      assertThat(elsewhere.connections()).as("nobody was sent there").isZero();
      int asked = server().requests().size();
      assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
      assertThat(server().requests()).as("the region is remembered").hasSize(asked + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "301 Moved Permanently, PermanentRedirect",
    "307 Temporary Redirect, TemporaryRedirect",
    "302 Found, WhoKnows",
    "308 Permanent, WhoKnows"
  })
  void a_redirect_that_names_no_region_is_not_followed(String status, String code)
      throws InterruptedException {
    for (PortCall call : PortCall.values()) {
      RawServer elsewhere = serverOf(always(call.answer()));
      String location = "Location: " + elsewhere.endpoint() + "/to/k";
      ObjectStore store =
          storeOn((n, head, out) -> {
            out.write(redirect(status, location, head).clone());
            return true;
          });

      assertRefused(call.ending(store, in(20)));
      assertThat(elsewhere.connections()).as("nobody was sent there").isZero();
      assertThat(server().requests()).hasSizeLessThan(6);
    }
  }

  @Test
  void a_bucket_in_another_region_that_is_not_named_is_said_to_be_that() {
    assertThat(failure(() -> storeOn(always(refused("301 Moved"))).bucket("b", in(20))))
        .hasMessageContaining("it is not in region us-east-1; set AWS_REGION to its own");
  }

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void regions_that_send_to_each_other_are_left_soon(PortCall call) throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          String other = head.contains("/eu-west-1/s3/") ? "us-east-1" : "eu-west-1";
          out.write(redirect("301 Moved Permanently", "x-amz-bucket-region: " + other, head));
          return true;
        });

    assertThat(call.ending(store, in(20)))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed ->
                assertThat(failed.failure()).isIn(FailureClass.REFUSED, FailureClass.UNAVAILABLE));
    assertThat(server().requests()).hasSizeLessThan(10);
  }

  /** What is put into a signature, and from there into a host's name elsewhere, is no region. */
  @Test
  protected void a_region_that_cannot_be_one_is_not_taken() throws InterruptedException {
    String evil = "x-amz-bucket-region: evil.example.com/x";
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.write(redirect("301 Moved Permanently", evil, head));
          return true;
        });

    assertRefused(Ending.of(() -> copy(store)));
    assertThat(server().heads()).noneMatch(head -> head.contains("evil"));
  }

  protected static void assertRefused(Ending ending) {
    assertThat(ending)
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.failure()).isEqualTo(FailureClass.REFUSED));
  }

  protected static byte[] redirect(String status, String headers, String asked) {
    if (!asked.startsWith("head ")) {
      String code = status.startsWith("307") ? "TemporaryRedirect" : "PermanentRedirect";
      return RawServer.answer(status, headers + "\r\n", TOLD.formatted(code));
    }
    return "HTTP/1.1 %s\r\n%s\r\nContent-Length: 0\r\n\r\n"
        .formatted(status, headers)
        .getBytes(US_ASCII);
  }
}

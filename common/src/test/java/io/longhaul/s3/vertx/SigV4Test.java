package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.aws.Keys;
import io.longhaul.s3.calls.Percent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** Against the examples that AWS publishes, and against the SDK's signer. */
class SigV4Test {
  private static final int REQUESTS = 10_000;

  // of AWS's own examples; they open nothing
  private static final Keys EXAMPLE =
      new Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
  private static final Instant DAY = Instant.parse("2013-05-24T00:00:00Z");
  private static final String HOST = "examplebucket.s3.amazonaws.com";

  private final SigV4 signer = new SigV4("us-east-1");

  private static String signature(ToSign signed) {
    String authorization = value(signed, "authorization");
    return authorization.substring(authorization.indexOf("Signature=") + "Signature=".length());
  }

  private static String value(ToSign signed, String header) {
    return signed.headers().stream()
        .filter(pair -> pair.name().equals(header))
        .findFirst()
        .orElseThrow()
        .value();
  }

  @Test
  void get_object_with_a_range() {
    ToSign request = new ToSign("GET", "/test.txt", HOST).header("range", "bytes=0-9");
    signer.sign(request, EXAMPLE, SigV4.EMPTY, DAY);
    assertThat(signature(request))
        .isEqualTo("f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void put_object_whose_key_is_encoded() {
    ToSign request =
        new ToSign("PUT", Percent.path("/test$file.text"), HOST)
            .header("date", "Fri, 24 May 2013 00:00:00 GMT")
            .header("x-amz-storage-class", "REDUCED_REDUNDANCY");
    signer.sign(
        request, EXAMPLE, "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", DAY);
    assertThat(signature(request))
        .isEqualTo("98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void a_parameter_without_a_value() {
    ToSign request = new ToSign("GET", "/", HOST).query("lifecycle", "");
    signer.sign(request, EXAMPLE, SigV4.EMPTY, DAY);
    assertThat(signature(request))
        .isEqualTo("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
  }

  @Test
  void list_objects() {
    ToSign request = new ToSign("GET", "/", HOST).query("prefix", "J").query("max-keys", "2");
    signer.sign(request, EXAMPLE, SigV4.EMPTY, DAY);
    assertThat(signature(request))
        .isEqualTo("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void another_day_and_other_credentials_have_keys_of_their_own() {
    Keys other = new Keys("AKIDOTHER", "other", null);
    for (int again = 0; again < 2; again++) {
      for (Keys keys : new Keys[] {EXAMPLE, other}) {
        for (Duration later : new Duration[] {Duration.ZERO, Duration.ofDays(1)}) {
          ToSign kept = new ToSign("GET", "/k", HOST);
          ToSign fresh = new ToSign("GET", "/k", HOST);
          signer.sign(kept, keys, SigV4.UNSIGNED, DAY.plus(later));
          new SigV4("us-east-1").sign(fresh, keys, SigV4.UNSIGNED, DAY.plus(later));
          assertThat(signature(kept)).isEqualTo(signature(fresh));
        }
      }
    }
  }

  @Test
  void as_the_sdk_signs() {
    Random random = new Random(7);
    for (int i = 0; i < REQUESTS; i++) {
      Keys keys =
          new Keys("AKID" + random.nextInt(3), "secret/" + random.nextInt(3), token(random));
      Instant now = DAY.plusSeconds(random.nextInt(400_000_000));
      ToSign request = request(random);
      String authorization = bySdk(request, keys, now);
      signer.sign(request, keys, SigV4.UNSIGNED, now);
      assertThat(value(request, "authorization"))
          .as("request %d: %s %s %s", i, request.method(), request.target(), request.headers())
          .isEqualTo(authorization);
    }
  }

  private static String token(Random random) {
    return random.nextBoolean() ? null : "token/+=" + random.nextInt(10);
  }

  private static ToSign request(Random random) {
    String method = new String[] {"GET", "PUT", "HEAD", "DELETE", "POST"}[random.nextInt(5)];
    ToSign request = new ToSign(method, "/bucket/" + Percent.path(text(random)), "s3.example.com");
    for (int n = random.nextInt(4); n > 0; n--) {
      request.query(word(random), random.nextInt(3) == 0 ? "" : text(random));
    }
    for (int n = random.nextInt(4); n > 0; n--) {
      request.header("x-amz-meta-" + word(random) + n, blanks(random) + word(random) + "  b ");
    }
    return request;
  }

  private static String blanks(Random random) {
    return " ".repeat(random.nextInt(3));
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int n = 1 + random.nextInt(6); n > 0; n--) word.append((char) ('a' + random.nextInt(26)));
    return word.toString();
  }

  /** What keys are made of: anything. */
  private static String text(Random random) {
    StringBuilder text = new StringBuilder("k");
    for (int n = random.nextInt(20); n > 0; n--) {
      switch (random.nextInt(5)) {
        case 0 -> text.append((char) (' ' + random.nextInt(95)));
        case 1 -> text.append('/');
        case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(40));
        case 3 -> text.append((char) (0xC0 + random.nextInt(500)));
        default -> text.append((char) ('a' + random.nextInt(26)));
      }
    }
    return text.toString();
  }

  private static String bySdk(ToSign request, Keys keys, Instant now) {
    SdkHttpFullRequest.Builder http =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .protocol("https")
            .host("s3.example.com")
            .encodedPath(request.path());
    request
        .query()
        .forEach(pair -> http.appendRawQueryParameter(plain(pair.name()), plain(pair.value())));
    request.headers().forEach(pair -> http.appendHeader(pair.name(), pair.value()));
    AwsCredentialsIdentity identity =
        keys.token() == null
            ? AwsCredentialsIdentity.create(keys.id(), keys.secret())
            : AwsSessionCredentialsIdentity.create(keys.id(), keys.secret(), keys.token());
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(r ->
                r.identity(identity)
                    .request(http.build())
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                    .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                    .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                    .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                    .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)));
    return signed.request().firstMatchingHeader("Authorization").orElseThrow();
  }

  private static String plain(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}

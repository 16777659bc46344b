package io.longhaul.embedded.s3.protocol;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lets pass only requests whose SigV4 header was made with our credentials, lately. */
public final class SignatureCheck {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Duration SKEW = Duration.ofMinutes(15);
  private static final int MAX_CACHED_KEYS = 64;
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          ALGORITHM
              + "\\s+Credential=([^,\\s]+)\\s*,\\s*SignedHeaders=([^,\\s]+)\\s*,\\s*"
              + "Signature=([0-9a-f]{64})\\s*");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Credentials credentials;
  private final InstantSource clock;

  /** By scope: a day's key costs four HMACs, and every request needs it. */
  private final Map<String, byte[]> keys = new ConcurrentHashMap<>();

  public SignatureCheck(Credentials credentials, InstantSource clock) {
    this.credentials = credentials;
    this.clock = clock;
  }

  /** Throws what S3 would answer unless the signature is right. */
  public void check(SignedRequest request) {
    String authorization = request.header("authorization");
    if (authorization == null) throw S3Failure.accessDenied("Access Denied: not signed");
    Matcher parts = AUTHORIZATION.matcher(authorization);
    if (!parts.matches()) {
      throw S3Failure.invalidArgument("Unsupported Authorization Type: SigV4 in a header is");
    }
    String[] credential = parts.group(1).split("/", -1);
    if (credential.length != 5 || !credential[0].equals(credentials.accessKey())) {
      throw new S3Failure(
          403,
          "InvalidAccessKeyId",
          "The AWS Access Key Id you provided does not exist in our records.");
    }
    String stamp = stamp(request);
    String scope = String.join("/", credential[1], credential[2], credential[3], credential[4]);
    String toSign =
        String.join("\n", ALGORITHM, stamp, scope, sha256(canonical(request, parts.group(2))));
    byte[] expected = hmac(key(scope, credential), toSign);
    byte[] given = java.util.HexFormat.of().parseHex(parts.group(3));
    if (!MessageDigest.isEqual(expected, given)) {
      throw new S3Failure(
          403,
          "SignatureDoesNotMatch",
          "The request signature we calculated does not match the signature you provided. Check"
              + " your key and signing method.");
    }
  }

  private String stamp(SignedRequest request) {
    String stamp = request.header("x-amz-date");
    if (stamp == null) throw S3Failure.accessDenied("A signed request needs x-amz-date");
    try {
      Instant signed = STAMP.parse(stamp, Instant::from);
      if (Duration.between(signed, clock.instant()).abs().compareTo(SKEW) > 0) {
        throw new S3Failure(
            403,
            "RequestTimeTooSkewed",
            "The difference between the request time and the current time is too large.");
      }
    } catch (DateTimeParseException e) {
      throw S3Failure.accessDenied("x-amz-date is not a date");
    }
    return stamp;
  }

  private static String canonical(SignedRequest request, String signedHeaders) {
    var text = new StringBuilder(512);
    text.append(request.method()).append('\n');
    text.append(Percent.encodePath(Percent.decode(request.rawPath()))).append('\n');
    text.append(request.query().canonical()).append('\n');
    for (String name : signedHeaders.split(";", -1)) {
      text.append(name).append(':');
      String separator = "";
      for (String value : request.headers(name)) {
        text.append(separator).append(single(value.strip()));
        separator = ",";
      }
      text.append('\n');
    }
    text.append('\n').append(signedHeaders).append('\n');
    String payload = request.header("x-amz-content-sha256");
    return text.append(payload == null ? "UNSIGNED-PAYLOAD" : payload).toString();
  }

  /** Runs of spaces count as one; nearly no value has any. */
  private static String single(String value) {
    return value.contains("  ") ? value.replaceAll(" +", " ") : value;
  }

  private byte[] key(String scope, String[] credential) {
    byte[] cached = keys.get(scope);
    if (cached != null) return cached;
    byte[] key = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
    for (int i = 1; i < credential.length; i++) key = hmac(key, credential[i]);
    if (keys.size() < MAX_CACHED_KEYS) keys.put(scope, key);
    return key;
  }

  /** Header values came as Latin-1 characters, one per byte: so they are signed as those bytes. */
  private static String sha256(String text) {
    return Digests.hex(Digests.sha256(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HmacSHA256", e);
    }
  }
}

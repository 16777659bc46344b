package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.aws.Keys;
import io.longhaul.s3.vertx.ToSign.Pair;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs S3 requests by AWS Signature Version 4. The key of a day is derived once for each set of
 * credentials; what is left is two hashes a request.
 *
 * <p>One signs for one thread at a time.
 */
final class SigV4 {
  /** For bodies that TLS or a checksum of their own protects. */
  static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  /** The same, with a checksum behind the body. */
  static final String UNSIGNED_TRAILER = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

  /** Of no bytes. */
  static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String HMAC = "HmacSHA256";
  private static final String SERVICE = "s3";
  private static final HexFormat HEX = HexFormat.of();

  private final String region;
  private final MessageDigest sha256;
  private final Mac mac;
  private final StringBuilder text = new StringBuilder(1024);

  private long second = Long.MIN_VALUE;
  private String time = "";
  private String day = "";
  private Keys keys = new Keys("", "", null);

  SigV4(String region) {
    this.region = region;
    sha256 = sha256();
    try {
      mac = Mac.getInstance(HMAC);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /**
   * Adds the headers that sign it: time, token, the content's hash and the signature.
   *
   * @param content SHA-256 of the body in hexadecimal, or {@link #UNSIGNED}
   */
  void sign(ToSign request, Keys with, String content, Instant now) {
    String at = time(now);
    request.header("x-amz-date", at).header("x-amz-content-sha256", content);
    if (with.token() != null) request.header("x-amz-security-token", with.token());
    List<Pair> headers = sorted(request.headers());
    String names = names(headers);
    String hash = hash(canonical(request, headers, names, content));
    String scope = at.substring(0, 8) + "/" + region + "/" + SERVICE + "/aws4_request";
    String signature =
        HEX.formatHex(hmac(with, at, ALGORITHM + "\n" + at + "\n" + scope + "\n" + hash));
    request.header(
        "authorization",
        ALGORITHM
            + " Credential="
            + with.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
  }

  /** SHA-256 of a body, in hexadecimal. */
  static String hash(byte[] body) {
    return HEX.formatHex(sha256().digest(body));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private String canonical(ToSign request, List<Pair> headers, String names, String content) {
    text.setLength(0);
    text.append(request.method()).append('\n').append(request.path()).append('\n');
    char before = 0;
    for (Pair pair : sorted(request.query())) {
      if (before != 0) text.append(before);
      text.append(pair.name()).append('=').append(pair.value());
      before = '&';
    }
    text.append('\n');
    for (int i = 0; i < headers.size(); i++) {
      Pair header = headers.get(i);
      boolean again = i > 0 && headers.get(i - 1).name().equals(header.name());
      if (again) text.setCharAt(text.length() - 1, ',');
      else text.append(header.name()).append(':');
      appendFolded(header.value());
      text.append('\n');
    }
    return text.append('\n').append(names).append('\n').append(content).toString();
  }

  /** Blanks at both ends go, and several in a row are one. */
  private void appendFolded(String value) {
    if (value.indexOf(' ') < 0 && value.indexOf('\t') < 0) { // nearly always
      text.append(value);
      return;
    }
    boolean blank = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isBlank = c == ' ' || c == '\t';
      if (!isBlank) text.append(c);
      else if (!blank) text.append(' ');
      blank = isBlank;
    }
    if (blank && !value.isEmpty() && text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
  }

  private static String names(List<Pair> headers) {
    StringBuilder names = new StringBuilder(128);
    String last = "";
    for (Pair header : headers) {
      if (header.name().equals(last)) continue;
      if (!names.isEmpty()) names.append(';');
      names.append(header.name());
      last = header.name();
    }
    return names.toString();
  }

  /** By name; several of one name stay in their order, as they are sent. */
  private static List<Pair> sorted(List<Pair> pairs) {
    if (pairs.size() < 2) return pairs;
    List<Pair> sorted = new ArrayList<>(pairs);
    sorted.sort(null);
    return sorted;
  }

  private String hash(String canonical) {
    return HEX.formatHex(sha256.digest(canonical.getBytes(UTF_8)));
  }

  private byte[] hmac(Keys with, String time, String toSign) {
    String today = time.substring(0, 8);
    if (!today.equals(day) || !with.equals(keys)) {
      byte[] key = ("AWS4" + with.secret()).getBytes(UTF_8);
      for (String part : new String[] {today, region, SERVICE, "aws4_request"}) {
        use(key);
        key = mac.doFinal(part.getBytes(UTF_8));
      }
      use(key);
      day = today;
      keys = with;
    }
    return mac.doFinal(toSign.getBytes(UTF_8)); // which leaves the key in place
  }

  private void use(byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, HMAC));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // a key of any length will do
    }
  }

  /** {@code 20130524T000000Z}: the same for all requests of a second. */
  private String time(Instant now) {
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      time = written(now);
    }
    return time;
  }

  private static String written(Instant now) {
    ZonedDateTime utc = now.atZone(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(16);
    digits(text, utc.getYear(), 4);
    digits(text, utc.getMonthValue(), 2);
    digits(text, utc.getDayOfMonth(), 2);
    text.append('T');
    digits(text, utc.getHour(), 2);
    digits(text, utc.getMinute(), 2);
    digits(text, utc.getSecond(), 2);
    return text.append('Z').toString();
  }

  private static void digits(StringBuilder to, int number, int digits) {
    for (int unit = (int) Math.pow(10, digits - 1); unit > 0; unit /= 10) {
      to.append((char) ('0' + number / unit % 10));
    }
  }
}

package io.longhaul.aws;

import io.longhaul.access.CredentialsRefused;
import io.longhaul.s3.StoreException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** The only place that reads what AWS said: from anything thrown by a call to what it means. */
public final class AwsFailures {
  private static final int LONGEST = 500;

  /** Ends what was said where there was more of it. */
  static final String CUT_OFF = " …";

  private static final int BAD_REQUEST = 400;
  private static final Set<String> BY_ANOTHER_KEY =
      Set.of("InvalidRequest", "BadRequest", "Http" + BAD_REQUEST);

  /** "The encryption parameters are not applicable to this object." */
  private static final String NOT_UNDER_KEY = "not applicable";

  private AwsFailures() {}

  /**
   * Whether a call failed because its thread was interrupted while it signed and sent: the SDK then
   * takes the interrupt for itself, and nothing was sent.
   */
  public static boolean interrupted(Throwable thrown) {
    return find(thrown, InterruptedException.class).isPresent()
        || find(thrown, AbortedException.class).isPresent();
  }

  /** Reads a failed call; what is not of AWS's making (a defect of ours) is thrown as it is. */
  public static FailedCall classify(Throwable thrown) {
    Throwable cause = unwrap(thrown);
    return switch (cause) {
      case AwsServiceException answer -> ofAnswer(answer);
      case FailedAnswer answer -> answer.call();
      case SdkServiceException answer ->
          new FailedCall(
              AwsCodes.of("", answer.statusCode()),
              "Http" + answer.statusCode(),
              answer.statusCode(),
              oneLine(answer));
      case ApiCallTimeoutException late -> unanswered("Timeout", late);
      case ApiCallAttemptTimeoutException late -> unanswered("Timeout", late);
      case AwsCallTimedOut late -> unanswered("Timeout", late);
      case IdentityUnusable unusable when unusable.isOfCustomerKey() ->
          new FailedCall(
              AwsFailure.SIDE_CREDENTIALS, StoreException.NO_CUSTOMER_KEY, 0, oneLine(unusable));
      case IdentityUnusable unusable ->
          new FailedCall(AwsFailure.CREDENTIALS, "NoCredentials", 0, oneLine(unusable));
      case SdkException failed -> ofSdk(failed);
      case IOException broken -> unanswered(name(broken), broken);
      case TimeoutException late -> unanswered("Timeout", late);
      case RuntimeException defect -> throw defect;
      case Error error -> throw error;
      default -> throw new IllegalStateException(cause);
    };
  }

  /**
   * Whether it may be that an object was asked for by a key of the customer's own and is not under
   * one: S3 says 400 InvalidRequest then, as of much else, and to a HEAD no more than 400.
   */
  public static boolean maybeAnotherKey(Throwable thrown) {
    Optional<FailedCall> call = answered(thrown);
    return call.isPresent()
        && call.get().what() == AwsFailure.REFUSED
        && call.get().status() == BAD_REQUEST
        && BY_ANOTHER_KEY.contains(call.get().code());
  }

  /**
   * What to tell of two refusals of one object, by a key and without: the one that is not about the
   * key.
   */
  public static Throwable ofBothKeys(Throwable byKey, Throwable without) {
    boolean aboutKey =
        answered(byKey)
            .map(FailedCall::said)
            .filter(said -> said.contains(NOT_UNDER_KEY))
            .isPresent();
    return aboutKey || !maybeAnotherKey(without) ? without : byKey;
  }

  private static Optional<FailedCall> answered(Throwable thrown) {
    return switch (unwrap(thrown)) {
      case AwsServiceException answer -> Optional.of(ofAnswer(answer));
      case FailedAnswer answer -> Optional.of(answer.call());
      default -> Optional.empty();
    };
  }

  /** What a person does about credentials that were refused, or that there are none. */
  public static String remedy(Throwable thrown) {
    Optional<IdentityUnusable> unusable = find(thrown, IdentityUnusable.class);
    if (unusable.isPresent()) return unusable.get().remedy();
    boolean none = find(thrown, SdkException.class).filter(AwsFailures::namesProviders).isPresent();
    return none ? CredentialsRefused.GIVE_SOME : CredentialsRefused.LOG_IN;
  }

  /** The SDK names all its providers, with what each of them has to say, where none has any. */
  private static boolean namesProviders(SdkException failed) {
    return oneLine(failed).contains("providers in the chain");
  }

  /** Whether a client could not be built, for what names its endpoint holds no URI. */
  static boolean namesNoUri(SdkException failed) {
    return oneLine(failed).startsWith("An invalid URI was configured");
  }

  /** Whether a call, or one that was made for it, got no answer. */
  static boolean unanswered(Throwable thrown) {
    return find(thrown, IOException.class)
            .filter(io -> !(io instanceof FileSystemException))
            .isPresent()
        || find(thrown, TimeoutException.class).isPresent();
  }

  private static FailedCall ofAnswer(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    String code = details == null ? null : details.errorCode();
    // The answer to a HEAD has no body, hence no code.
    String known = code == null || code.isBlank() ? "Http" + answer.statusCode() : code;
    String said = oneLine(answer);
    int status = answer.statusCode();
    return new FailedCall(what(known, status, said), known, status, said, after(details));
  }

  private static Duration after(@Nullable AwsErrorDetails details) {
    if (details == null || details.sdkHttpResponse() == null) return Duration.ZERO;
    return seconds(details.sdkHttpResponse().firstMatchingHeader("Retry-After").orElse(null));
  }

  /** Of a Retry-After; its other form, a date, no AWS service sends. */
  static Duration seconds(@Nullable String retryAfter) {
    if (retryAfter == null || !retryAfter.matches("\\d{1,6}")) return Duration.ZERO;
    return Duration.ofSeconds(Integer.parseInt(retryAfter));
  }

  static AwsFailure what(String code, int status, String said) {
    // S3 has no code of its own for a copy of more than 5 GB.
    boolean tooLarge =
        code.equals("InvalidRequest") && said.contains("larger than the maximum allowable size");
    return tooLarge ? AwsFailure.TOO_LARGE : AwsCodes.of(code, status);
  }

  /** A failure on this side of the wire: no credentials, no connection, bytes that do not agree. */
  private static FailedCall ofSdk(SdkException failed) {
    Optional<IOException> io = find(failed, IOException.class);
    if (io.isPresent()) return unanswered(name(io.get()), failed);
    if (find(failed, TimeoutException.class).isPresent()) return unanswered("Timeout", failed);
    String said = oneLine(failed);
    if (said.contains("credentials") || said.contains("SSO") || said.contains("Token is expired")) {
      String none = "there are none in the environment, the profiles or of this machine";
      return new FailedCall(
          AwsFailure.CREDENTIALS, "NoCredentials", 0, namesProviders(failed) ? none : said);
    }
    if (failed instanceof RetryableException && said.contains("checksum")) {
      return new FailedCall(AwsFailure.CORRUPT, "ChecksumMismatch", 0, said);
    }
    return unanswered(name(failed), failed);
  }

  private static FailedCall unanswered(String code, Throwable cause) {
    return new FailedCall(AwsFailure.UNAVAILABLE, code, 0, oneLine(cause));
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof CompletionException || cause instanceof ExecutionException) {
      if (cause.getCause() == null) return cause;
      cause = cause.getCause();
    }
    return cause;
  }

  private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
    Throwable cause = thrown;
    // A bound, for a chain of causes may be a circle.
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (type.isInstance(cause)) return Optional.of(type.cast(cause));
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static String name(Throwable thrown) {
    Class<?> type = thrown.getClass();
    // Netty throws subclasses that are private to it: the JDK's name says more.
    while (!type.getName().matches("javax?\\..*") && type.getSuperclass() != null) {
      if (type.getName().startsWith("software.amazon.")) break;
      type = type.getSuperclass();
    }
    return type.getSimpleName();
  }

  /** What the SDK says, without what it says about itself. */
  static String oneLine(Throwable thrown) {
    return oneLine(String.valueOf(thrown.getMessage()));
  }

  static String oneLine(String message) {
    String said =
        message
            .replaceAll("\\p{Cntrl}+", " ")
            .replace("Unable to execute HTTP request: ", "")
            .replaceAll(" ?\\(SDK Attempt Count: \\d+\\)", "")
            // Netty's client goes on for a page about the ways to tune it.
            .replaceFirst("^(Acquire operation took longer [^.]*)\\..*", "$1")
            .strip();
    return said.length() <= LONGEST ? said : said.substring(0, LONGEST) + CUT_OFF;
  }
}

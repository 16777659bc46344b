package io.longhaul.ledger.dynamodb;

import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.AwsFailures;
import io.longhaul.aws.FailedCall;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries.AskAgain;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Sorts DynamoDB's failures into those that pass, mistakes of the caller, and an unavailable
 * ledger.
 */
final class Failures {
  /** Codes of cancellation reasons that no repetition mends. */
  private static final Set<String> SHAPE =
      Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

  private Failures() {}

  /**
   * What to throw for a failure that is not a refusal.
   *
   * @throws AskAgain if the same request may fare better in a moment
   */
  static RuntimeException of(String what, SdkException failure) throws AskAgain {
    FailedCall call = AwsFailures.classify(failure);
    if (call.what().worthRepeating()) throw new AskAgain(call.said(), failure);
    if (call.code().equals("ValidationException")) {
      return new IllegalArgumentException(what + ": " + call.said(), failure);
    }
    return new LedgerUnavailable(
        what + ": " + call.code() + ": " + call.said() + remedy(call.what()), failure);
  }

  private static String remedy(AwsFailure what) {
    return switch (what) {
      case CREDENTIALS, CLOCK ->
          " (log in again: aws sso login, or aws configure; and check the clock)";
      case NO_RESOURCE ->
          " (there is no such table: infra/README.md says how to make it; or is this another stack,"
              + " region or account?)";
      case DENIED -> " ('aws sts get-caller-identity' says whose keys are in use)";
      default -> "";
    };
  }

  /**
   * What to throw for a transaction that no condition refused.
   *
   * @throws AskAgain if it met another (TransactionConflict), was throttled, or every reason is
   *     None: what cancelled it is gone again; nothing has been changed
   */
  static RuntimeException cancelled(String what, TransactionCanceledException cancelled)
      throws AskAgain {
    for (CancellationReason reason : cancelled.cancellationReasons()) {
      if (reason.code() != null && SHAPE.contains(reason.code())) {
        return new IllegalArgumentException(what + ": " + reason.message(), cancelled);
      }
    }
    throw new AskAgain(cancelled);
  }
}

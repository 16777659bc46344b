package io.longhaul.ledger.dynamodb;

import io.longhaul.aws.AwsAccess;
import io.longhaul.aws.AwsFailures;
import io.longhaul.aws.FailedCall;
import io.longhaul.ledger.LedgerUnavailable;
import io.longhaul.ledger.Retries.AskAgain;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Waits for DynamoDB's answers, and sorts its failures into those that pass, mistakes of the
 * caller, what only a person can mend, and an unavailable ledger.
 */
final class Answers {
  /** Codes of cancellation reasons that no repetition mends. */
  private static final Set<String> SHAPE =
      Set.of("ValidationError", "ItemCollectionSizeLimitExceeded");

  private final AwsAccess access;

  Answers(DynamoDbAsyncClient client, String table) {
    this.access = AwsAccess.of(client, "dynamodb", "table " + table);
  }

  /** A request that is on its way once this is called. */
  interface Sent<T> {
    CompletableFuture<T> send();
  }

  /**
   * Waits for the answer. A refusal is thrown as DynamoDB throws it, all else sorted.
   *
   * <p>An interrupt does not cut the wait short: what is under way is bounded by the client, and a
   * worker that drains still wants to know whether its last settle took place.
   *
   * @param action the call, as policies name it
   * @throws AskAgain if the same request may fare better in a moment
   * @throws io.longhaul.access.NoAccess if no request will, until a person acts
   */
  <T> T to(String action, Sent<T> sent) throws AskAgain {
    // Put aside, for the SDK loses an interrupt that it meets while it signs and sends.
    boolean interrupted = Thread.interrupted();
    try {
      try {
        return sent.send().join();
      } catch (CompletionException e) {
        if (!AwsFailures.interrupted(e)) throw e;
        // One that came meanwhile: it was lost, and nothing was sent.
        interrupted = true;
        return sent.send().join();
      }
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case ConditionalCheckFailedException refused -> throw refused;
        case TransactionCanceledException refused -> throw refused;
        case IdempotentParameterMismatchException refused -> throw refused;
        case ResourceInUseException refused -> throw refused;
        case SdkException failure -> throw failed(action, failure);
        case null, default -> throw e;
      }
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private RuntimeException failed(String action, SdkException failure) throws AskAgain {
    FailedCall call = AwsFailures.classify(failure);
    if (call.what().worthRepeating()) throw new AskAgain(call.said(), failure);
    if (call.code().equals("ValidationException")) {
      return new IllegalArgumentException(action + ": " + call.said(), failure);
    }
    var noAccess = access.failure(action, call, failure);
    if (noAccess.isPresent()) return noAccess.get();
    return new LedgerUnavailable(action + ": " + call.code() + ": " + call.said(), failure);
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

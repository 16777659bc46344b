package io.longhaul.s3.calls;

import io.longhaul.aws.AwsCallFailed;
import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsFailure;
import io.longhaul.aws.AwsFailures;
import io.longhaul.aws.FailedAnswer;
import io.longhaul.aws.FailedCall;
import io.longhaul.s3.DeleteRequest;
import io.longhaul.s3.Deletes;
import io.longhaul.s3.Doomed;
import io.longhaul.s3.KeyForm;
import io.longhaul.s3.Slower;
import io.longhaul.s3.Undeleted;
import io.longhaul.s3.Written;
import io.longhaul.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Which answer means what, of deleting. */
final class S3Deletes implements Deletes {
  private static final int REFUSED = 400;

  private final S3Requests s3;
  private final AwsCalls calls;

  S3Deletes(S3Requests s3, AwsCalls calls) {
    this.s3 = s3;
    this.calls = calls;
  }

  Written delete(String bucket, Doomed object, Deadline deadline) throws InterruptedException {
    KeyForm.check(bucket, object.key());
    try {
      calls.quick(() -> s3.delete(bucket, object), deadline);
      return new Written.Stored("");
    } catch (AwsCallFailed failed) {
      return switch (failed.what()) {
        case CONDITION -> new Written.Changed();
        case NO_OBJECT -> new Written.Missing();
        default -> throw Failures.of("DeleteObject", bucket, object.key(), failed);
      };
    }
  }

  @Override
  public List<Undeleted> deleteAll(DeleteRequest request, Deadline deadline)
      throws InterruptedException {
    String bucket = request.bucket();
    for (Doomed each : request.objects()) KeyForm.check(bucket, each.key());
    List<Doomed> together =
        request.objects().stream().filter(each -> KeyForm.fitsXml(each.key())).toList();
    List<Undeleted> undeleted = new ArrayList<>();
    if (!together.isEmpty()) {
      for (DeleteAnswer.Refused each : together(bucket, together, deadline)) {
        undeleted(each).ifPresent(undeleted::add);
      }
    }
    boolean answered = !together.isEmpty();
    for (Doomed each : request.objects()) {
      if (KeyForm.fitsXml(each.key())) continue;
      apart(bucket, each, answered, deadline).ifPresent(undeleted::add);
      answered = true;
    }
    return undeleted;
  }

  private List<DeleteAnswer.Refused> together(
      String bucket, List<Doomed> objects, Deadline deadline) throws InterruptedException {
    try {
      return calls.quick(() -> once(bucket, objects), deadline);
    } catch (AwsCallFailed failed) {
      throw Failures.of("DeleteObjects", bucket, objects.getFirst().key(), failed);
    }
  }

  private CompletableFuture<List<DeleteAnswer.Refused>> once(String bucket, List<Doomed> objects) {
    CompletableFuture<DeleteAnswer> answer = s3.deleteAll(bucket, objects);
    CompletableFuture<List<DeleteAnswer.Refused>> read = answer.thenApply(DeleteAnswer::end);
    var unused =
        read.whenComplete((value, thrown) -> {
          if (read.isCancelled()) answer.cancel(true);
        });
    return read;
  }

  private Optional<Undeleted> undeleted(DeleteAnswer.Refused refused) {
    FailedCall failed =
        AwsFailures.classify(FailedAnswer.of(refused.code(), REFUSED, refused.message(), null));
    if (failed.what() == AwsFailure.THROTTLED) Slower.say();
    return undeleted(refused.object(), calls.told(failed));
  }

  private static Optional<Undeleted> undeleted(Doomed object, FailedCall failed) {
    return switch (failed.what()) {
      case NO_OBJECT -> Optional.empty();
      case CONDITION -> Optional.of(new Undeleted.Changed(object));
      default ->
          Optional.of(
              new Undeleted.Failed(object, failed.what().failure(), failed.code(), failed.said()));
    };
  }

  /**
   * @param answered whether something is known of others, which must not be lost
   */
  private Optional<Undeleted> apart(
      String bucket, Doomed object, boolean answered, Deadline deadline)
      throws InterruptedException {
    try {
      calls.quick(() -> s3.delete(bucket, object), deadline);
      return Optional.empty();
    } catch (AwsCallFailed failed) {
      // What is so of the bucket, or of us, is so of all.
      boolean ofAll =
          switch (failed.what()) {
            case NO_RESOURCE, WRONG_REGION, CREDENTIALS, CLOCK -> true;
            default -> false;
          };
      if (ofAll && !answered) throw Failures.of("DeleteObject", bucket, object.key(), failed);
      return undeleted(object, failed.call());
    }
  }
}

package io.longhaul.fleet;

import io.longhaul.unit.FailureClass;
import java.util.List;

/**
 * What is wrong with a run for units to die of one class, and what is said of it.
 *
 * @param hooks rules of the embedded cloud; none: it is wrong in another way
 * @param reason a part of what {@code dead} names as the reason
 * @param remedy a part of what it says to do
 */
record Wrong(List<String> hooks, String reason, String remedy) {
  /** All there are, or this does not compile. */
  static Wrong of(FailureClass failure) {
    return switch (failure) {
      case DENIED ->
          new Wrong(
              List.of(
                  copyFails("denied/b.txt", 403, "AccessDenied", notAuthorized("s3:PutObject")),
                  """
                  {'call': 'ListObjectsV2', 'bucket': 'source', 'key': 'denied-list/', 'do': 'fail',
                   'status': 403, 'code': 'AccessDenied', 'message': 'Access Denied'}\
                  """),
              "is denied to arn:aws:iam::N:role/copier",
              "s3:PutObject on s3://target/copy/denied/b.txt to"
                  + " arn:aws:iam::111122223333:role/copier");
      case UNAVAILABLE ->
          new Wrong(
              List.of(
                  copyFails("unavailable/b.txt", 503, "ServiceUnavailable", "Please try again."),
                  "{'call': 'CopyObject', 'key': 'copy/cut-off/b.txt', 'do': 'cut'}"),
              "ServiceUnavailable: Please try again.",
              "once the store answers again, or with fewer workers if it throttled");
      case STORAGE ->
          new Wrong(
              List.of(copyFails("storage/b.txt", 507, "InsufficientStorage", "The disk is full.")),
              "InsufficientStorage: The disk is full.",
              "make room at the target, or have its quota raised");
      case CORRUPT ->
          new Wrong(
              List.of(copyFails("corrupt/b.txt", 400, "BadDigest", "The checksum differs.")),
              "BadDigest: The checksum differs.",
              "read such an object twice and compare");
      case UNORDERED_LISTING ->
          new Wrong(
              List.of("{'call': 'ListObjectsV2', 'key': 'unordered-listing/', 'do': 'unsort'}"),
              "listing of s3://source/",
              "this store cannot be listed safely");
      case SOURCE_CHANGED -> // as a source that is rewritten before each copy would have it
          new Wrong(
              List.of(copyFails("source-changed/b.txt", 412, "PreconditionFailed", "No.")),
              "or its target changed before each of",
              "when nobody writes to these keys any more, or seldom");
      case PARTS_MISSING -> // of an object above 1 GiB, whose parts die as refused
          new Wrong(
              List.of(
                  """
                  {'call': 'UploadPartCopy', 'bucket': 'target', 'key': 'copy/parts-missing/b.txt',
                   'do': 'fail', 'status': 400, 'code': 'InvalidRequest', 'message': 'No parts.'}\
                  """),
              "parts are not there",
              "put right what they died of");
      case UNSAFE_NAME -> // no fault: a key with a length that the target's prefix makes too long
          new Wrong(List.of(), "cannot be sent", "copy these under another name, or leave them");
      case ARCHIVED -> // what S3 says of the classes GLACIER and DEEP_ARCHIVE
          new Wrong(
              List.of(
                  copyFails(
                      "archived/b.txt",
                      403,
                      "InvalidObjectState",
                      "The operation is not valid for the storage class of the object.")),
              "InvalidObjectState: The operation is not valid for",
              "aws s3api restore-object --bucket BUCKET --key KEY --restore-request Days=7");
      case COLLISION -> // somebody writes to the target of a run that renames
          new Wrong(
              List.of(),
              "and that was written since the run began, from another key or by somebody else",
              "see which of the source's keys copy.rename gives that name, or who else wrote it");
      case TOO_LARGE -> // what S3 says of 5 GiB and more, without having to write them
          new Wrong(
              List.of(
                  copyFails(
                      "too-large/b.txt",
                      400,
                      "InvalidRequest",
                      "The specified copy source is larger than the maximum allowable size for a"
                          + " copy source: 5368709120")),
              "larger than the maximum allowable size",
              "no object of S3 holds so much");
      case REFUSED ->
          new Wrong(
              List.of(
                  copyFails(
                      "refused/b.txt", 400, "InvalidRequest", "Its key for encryption is needed.")),
              "InvalidRequest: Its key for encryption is needed.",
              "see that bucket, region and options are as the reasons want them");
      case DIFFERENT, MISSING, EXTRA, COMMAND_FAILED, COMMAND_REFUSED, NOT_ALLOWED ->
          throw new IllegalArgumentException("no copy dies of " + failure);
      case KILLED_WORKERS -> // who holds it is killed
          new Wrong(
              List.of("{'call': 'CopyObject', 'key': 'copy/killed-workers/b.txt', 'do': 'hold'}"),
              "sessions",
              "see in the workers' logs and memory why they died with it");
      case DEFECT -> // no fault of a store can do it: a row is written by hand
          new Wrong(List.of(), "root from", "a defect of Longhaul's: report it with the reason");
    };
  }

  private static String copyFails(String key, int status, String code, String message) {
    return """
    {'call': 'CopyObject', 'bucket': 'target', 'key': 'copy/%s', 'do': 'fail',
     'status': %d, 'code': '%s', 'message': '%s'}\
    """
        .formatted(key, status, code, message);
  }

  private static String notAuthorized(String action) {
    return "User: arn:aws:iam::111122223333:role/copier is not authorized to perform: "
        + action
        + " on resource: arn:aws:s3:::target/copy/denied/b.txt because no policy allows it";
  }
}

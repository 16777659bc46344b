package io.longhaul.embedded.s3.protocol;

/** A refusal as S3 gives it: a status, a code that clients act on, and a sentence for people. */
public final class S3Failure extends RuntimeException {
  private final int status;
  private final String code;

  public S3Failure(int status, String code, String message) {
    super(message, null, false, false); // an answer, not a fault: no stack trace
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String sentence() {
    String message = getMessage();
    return message == null ? code : message;
  }

  public static S3Failure noSuchKey() {
    return new S3Failure(404, "NoSuchKey", "The specified key does not exist.");
  }

  public static S3Failure noSuchBucket() {
    return new S3Failure(404, "NoSuchBucket", "The specified bucket does not exist");
  }

  public static S3Failure bucketNotEmpty() {
    return new S3Failure(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
  }

  public static S3Failure noSuchUpload() {
    return new S3Failure(
        404,
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have"
            + " been aborted or completed.");
  }

  /** Which condition failed is part of S3's answer too. */
  public static S3Failure preconditionFailed(String condition) {
    return new S3Failure(
        412,
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold: " + condition);
  }

  /** A condition of a GET or HEAD that asks for news and finds none: no body, 304. */
  public static S3Failure notModified() {
    return new S3Failure(304, "NotModified", "Not Modified");
  }

  public static S3Failure keyTooLong(int bytes) {
    return new S3Failure(
        400, "KeyTooLongError", "Your key is too long: " + bytes + " bytes, and 1024 is the limit");
  }

  public static S3Failure invalidUri(String why) {
    return new S3Failure(400, "InvalidURI", "Couldn't parse the specified URI. " + why);
  }

  public static S3Failure invalidArgument(String why) {
    return new S3Failure(400, "InvalidArgument", why);
  }

  public static S3Failure invalidRequest(String why) {
    return new S3Failure(400, "InvalidRequest", why);
  }

  public static S3Failure badDigest(String what) {
    return new S3Failure(
        400, "BadDigest", "The " + what + " you specified did not match the calculated checksum.");
  }

  public static S3Failure incompleteBody() {
    return new S3Failure(
        400,
        "IncompleteBody",
        "You did not provide the number of bytes specified by the Content-Length HTTP header.");
  }

  public static S3Failure accessDenied(String why) {
    return new S3Failure(403, "AccessDenied", why);
  }

  public static S3Failure malformedXml(String why) {
    return new S3Failure(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our schema: " + why);
  }

  /** As MinIO and others say it: S3 itself is never full. */
  public static S3Failure full() {
    return new S3Failure(
        507,
        "InsufficientStorage",
        "The disk of this store is full, or the quota on it is used up");
  }

  /** Said rather than ignored: a client must not believe that it got what we lack. */
  public static S3Failure notImplemented(String what) {
    return new S3Failure(
        501,
        "NotImplemented",
        "A header or query you provided implies functionality that is not implemented: " + what);
  }
}

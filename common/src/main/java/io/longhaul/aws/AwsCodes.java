package io.longhaul.aws;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The error codes of S3, SQS, DynamoDB and STS, and of the servers that speak their protocols.
 *
 * <p>Sources: the services' API references (common errors, and each one's error list), and what
 * moto, Adobe S3Mock, ElasticMQ, MinIO, versitygw and Garage answer.
 */
final class AwsCodes {
  private static final Map<AwsFailure, List<String>> TABLE =
      Map.ofEntries(
          entry(
              AwsFailure.CREDENTIALS,
              List.of(
                  "AccountProblem",
                  "ExpiredToken",
                  "ExpiredTokenException",
                  "IncompleteSignature",
                  "InvalidAccessKeyId",
                  "InvalidClientTokenId",
                  "InvalidSecurity",
                  "InvalidSignatureException",
                  "InvalidToken",
                  "MissingAuthenticationToken",
                  "MissingAuthenticationTokenException",
                  "NotSignedUp",
                  "OptInRequired",
                  "SignatureDoesNotMatch",
                  "TokenRefreshRequired",
                  "UnauthorizedException",
                  "UnrecognizedClientException")),
          entry(
              AwsFailure.DENIED,
              List.of(
                  "AccessDenied",
                  "AccessDeniedException",
                  "AllAccessDisabled",
                  "AuthorizationError",
                  "CrossLocationLoggingProhibited",
                  "InvalidPayer",
                  "KMS.AccessDeniedException",
                  "KmsAccessDenied",
                  "MethodNotAllowed",
                  "UnauthorizedAccess",
                  "UnauthorizedOperation")),
          entry(
              AwsFailure.THROTTLED,
              List.of(
                  "BandwidthLimitExceeded",
                  "KMS.ThrottlingException",
                  "KmsThrottled",
                  "OverLimit",
                  "ProvisionedThroughputExceeded",
                  "ProvisionedThroughputExceededException",
                  "PurgeQueueInProgress",
                  "AWS.SimpleQueueService.PurgeQueueInProgress",
                  "RequestLimitExceeded",
                  "RequestThrottled",
                  "RequestThrottledException",
                  "SlowDown",
                  "SlowDownRead",
                  "SlowDownWrite",
                  "ThrottledException",
                  "Throttling",
                  "ThrottlingException",
                  "TooManyRequests",
                  "TooManyRequestsException")),
          entry(
              AwsFailure.UNAVAILABLE,
              List.of(
                  "ConditionalRequestConflict",
                  "IncompleteBody",
                  "InternalError",
                  "InternalFailure",
                  "InternalServerError",
                  "OperationAborted",
                  "PriorRequestNotComplete",
                  "RequestTimeout",
                  "RequestTimeoutException",
                  "ServerBusy",
                  "ServiceUnavailable",
                  "TransactionConflictException",
                  "TransactionInProgressException",
                  "XMinioServerNotInitialized")),
          entry(
              AwsFailure.CLOCK,
              List.of("RequestExpired", "RequestInTheFuture", "RequestTimeTooSkewed")),
          entry(
              AwsFailure.STORAGE,
              List.of(
                  "InsufficientStorage",
                  "QuotaExceeded",
                  "StorageFull",
                  "XMinioAdminBucketQuotaExceeded",
                  "XMinioStorageFull")),
          entry(
              AwsFailure.CORRUPT,
              List.of(
                  "BadDigest",
                  "InvalidDigest",
                  "XAmzContentChecksumMismatch",
                  "XAmzContentSHA256Mismatch")),
          entry(
              AwsFailure.UNSAFE_NAME,
              List.of(
                  "InvalidKey",
                  "InvalidObjectName",
                  "InvalidURI",
                  "KeyTooLong",
                  "KeyTooLongError",
                  "ObjectExistsAsDirectory",
                  "ObjectParentIsFile",
                  "XMinioInvalidObjectName",
                  "XMinioInvalidResourceName",
                  "XMinioObjectExistsAsDirectory",
                  "XMinioParentIsObject")),
          entry(AwsFailure.ARCHIVED, List.of("InvalidObjectState", "ObjectNotInActiveTierError")),
          entry(AwsFailure.TOO_LARGE, List.of("EntityTooLarge", "MaxMessageLengthExceeded")),
          entry(
              AwsFailure.CONDITION,
              List.of("ConditionalCheckFailedException", "PreconditionFailed")),
          entry(AwsFailure.NO_OBJECT, List.of("NoSuchKey", "NoSuchVersion")),
          entry(AwsFailure.NO_UPLOAD, List.of("NoSuchUpload")),
          entry(AwsFailure.NO_TAGS, List.of("NoSuchTagSet")),
          entry(
              AwsFailure.REFUSED,
              List.of(
                  "AccessControlListNotSupported",
                  "EntityTooSmall",
                  "InvalidPart",
                  "InvalidPartOrder",
                  "InvalidRange",
                  "InvalidTag",
                  "MalformedACLError",
                  "MalformedXML")),
          entry(
              AwsFailure.NO_RESOURCE,
              List.of(
                  "AWS.SimpleQueueService.NonExistentQueue",
                  "NoSuchBucket",
                  "QueueDoesNotExist",
                  "ResourceNotFoundException",
                  "TableNotFoundException")),
          entry(
              AwsFailure.WRONG_REGION,
              List.of(
                  "AuthorizationHeaderMalformed",
                  "IllegalLocationConstraintException",
                  "PermanentRedirect",
                  "Redirect",
                  "TemporaryRedirect")),
          entry(AwsFailure.NOT_IMPLEMENTED, List.of("NotImplemented", "UnsupportedOperation")));

  private static final Map<String, AwsFailure> BY_CODE = byCode();

  private AwsCodes() {}

  private static Map<String, AwsFailure> byCode() {
    Map<String, AwsFailure> byCode = new HashMap<>();
    TABLE.forEach((what, codes) -> codes.forEach(code -> byCode.put(code, what)));
    return Map.copyOf(byCode);
  }

  /** What a code means; one that is not in the table means what its status says. */
  static AwsFailure of(String code, int status) {
    AwsFailure known = BY_CODE.get(code);
    return known != null ? known : byStatus(status);
  }

  private static AwsFailure byStatus(int status) {
    return switch (status) {
      case 301, 302, 307, 308 -> AwsFailure.WRONG_REGION;
      case 401 -> AwsFailure.CREDENTIALS;
      case 403 -> AwsFailure.DENIED;
      case 404 -> AwsFailure.NO_OBJECT;
      case 408, 409, 425 -> AwsFailure.UNAVAILABLE;
      case 412 -> AwsFailure.CONDITION;
      case 413 -> AwsFailure.TOO_LARGE;
      case 429 -> AwsFailure.THROTTLED;
      case 501 -> AwsFailure.NOT_IMPLEMENTED;
      case 507 -> AwsFailure.STORAGE;
      default -> status >= 400 && status < 500 ? AwsFailure.REFUSED : AwsFailure.UNAVAILABLE;
    };
  }

  static Map<AwsFailure, List<String>> table() {
    return TABLE;
  }
}

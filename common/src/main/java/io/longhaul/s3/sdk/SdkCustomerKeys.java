package io.longhaul.s3.sdk;

import io.longhaul.s3.CustomerKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Says keys of customers' own to the SDK, whose builders have nothing in common. */
final class SdkCustomerKeys {
  private SdkCustomerKeys() {}

  static HeadObjectRequest.Builder say(@Nullable CustomerKey key, HeadObjectRequest.Builder to) {
    return to.sseCustomerAlgorithm(algorithm(key))
        .sseCustomerKey(bits(key))
        .sseCustomerKeyMD5(md5(key));
  }

  static void say(@Nullable CustomerKey key, GetObjectRequest.Builder to) {
    to.sseCustomerAlgorithm(algorithm(key)).sseCustomerKey(bits(key)).sseCustomerKeyMD5(md5(key));
  }

  static void say(@Nullable CustomerKey key, PutObjectRequest.Builder to) {
    to.sseCustomerAlgorithm(algorithm(key)).sseCustomerKey(bits(key)).sseCustomerKeyMD5(md5(key));
  }

  static void say(@Nullable CustomerKey key, CreateMultipartUploadRequest.Builder to) {
    to.sseCustomerAlgorithm(algorithm(key)).sseCustomerKey(bits(key)).sseCustomerKeyMD5(md5(key));
  }

  static void say(@Nullable CustomerKey key, UploadPartRequest.Builder to) {
    to.sseCustomerAlgorithm(algorithm(key)).sseCustomerKey(bits(key)).sseCustomerKeyMD5(md5(key));
  }

  static void say(@Nullable CustomerKey key, CompleteMultipartUploadRequest.Builder to) {
    to.sseCustomerAlgorithm(algorithm(key)).sseCustomerKey(bits(key)).sseCustomerKeyMD5(md5(key));
  }

  static void say(@Nullable CustomerKey key, ListPartsRequest.Builder to) {
    to.sseCustomerAlgorithm(algorithm(key)).sseCustomerKey(bits(key)).sseCustomerKeyMD5(md5(key));
  }

  /**
   * @param source that it is read by
   * @param key that it is written by
   */
  static void say(
      @Nullable CustomerKey source, @Nullable CustomerKey key, CopyObjectRequest.Builder to) {
    to.copySourceSSECustomerAlgorithm(algorithm(source))
        .copySourceSSECustomerKey(bits(source))
        .copySourceSSECustomerKeyMD5(md5(source))
        .sseCustomerAlgorithm(algorithm(key))
        .sseCustomerKey(bits(key))
        .sseCustomerKeyMD5(md5(key));
  }

  /** As of a whole copy. */
  static void say(
      @Nullable CustomerKey source, @Nullable CustomerKey key, UploadPartCopyRequest.Builder to) {
    to.copySourceSSECustomerAlgorithm(algorithm(source))
        .copySourceSSECustomerKey(bits(source))
        .copySourceSSECustomerKeyMD5(md5(source))
        .sseCustomerAlgorithm(algorithm(key))
        .sseCustomerKey(bits(key))
        .sseCustomerKeyMD5(md5(key));
  }

  private static @Nullable String algorithm(@Nullable CustomerKey key) {
    return key == null ? null : CustomerKey.ALGORITHM;
  }

  private static @Nullable String bits(@Nullable CustomerKey key) {
    return key == null ? null : key.base64();
  }

  private static @Nullable String md5(@Nullable CustomerKey key) {
    return key == null ? null : key.md5();
  }
}

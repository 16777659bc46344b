package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** An upload in parts is one object at its completion and nothing before. */
class UploadsTest {
  private static final int FIVE_MIB = 5 << 20;

  @TempDir Path root;
  S3UnderTest s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void parts_become_one_object_with_its_headers_and_an_etag_that_counts_them() {
    String id = create("k/ö");
    var two = put("k/ö", id, 2, "tail");
    var one = put("k/ö", id, 1, "x".repeat(FIVE_MIB));
    assertThat(s3.keys(1000)).isEmpty();
    assertThat(code(() -> complete("k/ö", id, one, two))).isEqualTo("none");
    var object = s3.object("k/ö");
    assertThat(object.asUtf8String()).hasSize(FIVE_MIB + 4).endsWith("xtail");
    assertThat(object.response().eTag()).endsWith("-2\"");
    assertThat(object.response().metadata()).containsEntry("kept", "yes");
    assertThat(code(() -> complete("k/ö", id, one, two))).isEqualTo("NoSuchUpload");
  }

  @Test
  void zeros_for_long_stretches_are_kept_as_any_other_bytes() {
    String zeros = "\0".repeat(FIVE_MIB);
    String id = create("k");
    var one = put("k", id, 1, zeros);
    var two = put("k", id, 2, "x" + zeros + "x");
    var three = put("k", id, 3, zeros);
    assertThat(code(() -> complete("k", id, one, two, three))).isEqualTo("none");
    assertThat(s3.object("k").asUtf8String()).isEqualTo(zeros + "x" + zeros + "x" + zeros);
    s3.put("whole", zeros);
    assertThat(s3.object("whole").asUtf8String()).isEqualTo(zeros);
  }

  @Test
  void a_copy_of_such_an_object_has_a_plain_md5_as_at_aws() {
    String id = create("k");
    complete("k", id, put("k", id, 1, "tail"));
    s3.copy("k", "copy");
    assertThat(s3.object("k").response().eTag()).contains("-1");
    assertThat(s3.object("copy").response().eTag()).doesNotContain("-");
    assertThat(s3.object("copy").response().metadata()).containsEntry("kept", "yes");
  }

  @Test
  void parts_copied_by_range_are_pinned_to_the_source_that_was_seen() {
    s3.put("source", "0123456789".repeat(1_000_000));
    String seen = s3.object("source").response().eTag();
    String id = create("k");
    var one = copyPart(id, 1, "bytes=0-5999999", seen);
    var two = copyPart(id, 2, "bytes=6000000-9999999", seen);
    s3.put("source", "another");
    assertThat(code(() -> copyPart(id, 3, "bytes=0-3", seen))).isEqualTo("PreconditionFailed");
    complete("k", id, one, two);
    assertThat(s3.get("k")).isEqualTo("0123456789".repeat(1_000_000));
  }

  @Test
  void a_condition_that_fails_at_completion_leaves_the_upload() {
    String id = create("k");
    var part = put("k", id, 1, "mine");
    s3.put("k", "foreign");
    assertThat(
            code(() ->
                s3.client.completeMultipartUpload(r ->
                    r.bucket(BUCKET)
                        .key("k")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(m -> m.parts(part)))))
        .isEqualTo("PreconditionFailed");
    assertThat(s3.get("k")).isEqualTo("foreign");
    assertThat(s3.client.listParts(r -> r.bucket(BUCKET).key("k").uploadId(id)).parts()).hasSize(1);
  }

  @Test
  void wrong_parts_are_refused_each_by_its_code() {
    String id = create("k");
    var one = put("k", id, 1, "small");
    var two = put("k", id, 2, "small too");
    assertThat(code(() -> complete("k", id, one, two))).isEqualTo("EntityTooSmall");
    assertThat(code(() -> complete("k", id, two, one))).isEqualTo("InvalidPartOrder");
    var wrong = CompletedPart.builder().partNumber(1).eTag("\"0\"").build();
    assertThat(code(() -> complete("k", id, wrong))).isEqualTo("InvalidPart");
    assertThat(code(() -> complete("other", id, one))).isEqualTo("NoSuchUpload");
    assertThat(code(() -> put("k", "f".repeat(32), 1, "x"))).isEqualTo("NoSuchUpload");
  }

  @Test
  void uploads_outlive_a_restart_and_are_listed_until_aborted() throws IOException {
    String id = create("k");
    put("k", id, 1, "first try");
    var part = put("k", id, 1, "second try");
    s3.close();
    s3 = new S3UnderTest(root);
    assertThat(s3.client.listMultipartUploads(r -> r.bucket(BUCKET)).uploads())
        .extracting(MultipartUpload::uploadId)
        .containsExactly(id);
    assertThat(s3.client.listParts(r -> r.bucket(BUCKET).key("k").uploadId(id)).parts())
        .extracting(p -> p.eTag())
        .containsExactly(part.eTag());
    s3.client.abortMultipartUpload(r -> r.bucket(BUCKET).key("k").uploadId(id));
    assertThat(s3.client.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).isEmpty();
    assertThat(code(() -> complete("k", id, part))).isEqualTo("NoSuchUpload");
  }

  private String create(String key) {
    return s3.client
        .createMultipartUpload(r ->
            r.bucket(BUCKET)
                .key(key)
                .metadata(Map.of("kept", "yes"))
                .checksumAlgorithm(ChecksumAlgorithm.CRC32))
        .uploadId();
  }

  private CompletedPart put(String key, String id, int number, String content) {
    var response =
        s3.client.uploadPart(
            r -> r.bucket(BUCKET).key(key).uploadId(id).partNumber(number),
            RequestBody.fromString(content));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(response.eTag())
        .checksumCRC32(response.checksumCRC32())
        .build();
  }

  private CompletedPart copyPart(String id, int number, String range, String seen) {
    var response =
        s3.client.uploadPartCopy(r ->
            r.sourceBucket(BUCKET)
                .sourceKey("source")
                .copySourceIfMatch(seen)
                .copySourceRange(range)
                .destinationBucket(BUCKET)
                .destinationKey("k")
                .uploadId(id)
                .partNumber(number));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(response.copyPartResult().eTag())
        .checksumCRC32(response.copyPartResult().checksumCRC32())
        .build();
  }

  private void complete(String key, String id, CompletedPart... parts) {
    s3.client.completeMultipartUpload(
        r -> r.bucket(BUCKET).key(key).uploadId(id).multipartUpload(m -> m.parts(List.of(parts))));
  }
}

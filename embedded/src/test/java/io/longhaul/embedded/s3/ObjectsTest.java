package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** An object comes back byte for byte, with all that was said of it. */
class ObjectsTest {
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

  private void put(PutObjectRequest.Builder request, String content) {
    s3.client.putObject(request.bucket(BUCKET).build(), RequestBody.fromString(content));
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void a_checksum_is_verified_kept_and_copied(ChecksumAlgorithm algorithm) {
    put(PutObjectRequest.builder().key("k").checksumAlgorithm(algorithm), "content");
    s3.copy("k", "copy");
    for (String key : new String[] {"k", "copy"}) {
      var head =
          s3.client.headObject(r -> r.bucket(BUCKET).key(key).checksumMode(ChecksumMode.ENABLED));
      String kept =
          switch (algorithm) {
            case CRC32 -> head.checksumCRC32();
            case CRC32_C -> head.checksumCRC32C();
            case SHA1 -> head.checksumSHA1();
            default -> head.checksumSHA256();
          };
      assertThat(kept).as("%s of %s", algorithm, key).isNotNull();
    }
  }

  @Test
  void a_wrong_checksum_is_refused_and_changes_nothing() {
    s3.put("k", "old");
    var wrongMd5 = PutObjectRequest.builder().key("k").contentMD5("AAAAAAAAAAAAAAAAAAAAAA==");
    assertThat(code(() -> put(wrongMd5, "new"))).isEqualTo("BadDigest");
    var wrongCrc = PutObjectRequest.builder().key("k").checksumCRC32("AAAAAA==");
    assertThat(code(() -> put(wrongCrc, "new"))).isEqualTo("BadDigest");
    assertThat(s3.get("k")).isEqualTo("old");
  }

  @Test
  void headers_and_metadata_are_kept_by_a_copy_and_replaced_only_on_demand() {
    put(
        PutObjectRequest.builder()
            .key("k")
            .contentType("text/x")
            .cacheControl("no-store")
            .contentEncoding("zstd")
            .metadata(Map.of("a", "1  2"))
            .storageClass(StorageClass.GLACIER_IR),
        "content");
    s3.copy("k", "copy");
    var copy = s3.object("copy").response();
    assertThat(copy.contentType()).isEqualTo("text/x");
    assertThat(copy.cacheControl()).isEqualTo("no-store");
    assertThat(copy.contentEncoding()).isEqualTo("zstd");
    assertThat(copy.metadata()).containsExactly(Map.entry("a", "1  2"));
    assertThat(copy.storageClass()).isNull();
    assertThat(s3.object("k").response().storageClass()).isEqualTo(StorageClass.GLACIER_IR);
    s3.client.copyObject(r ->
        r.sourceBucket(BUCKET)
            .sourceKey("k")
            .destinationBucket(BUCKET)
            .destinationKey("k")
            .metadataDirective(MetadataDirective.REPLACE)
            .metadata(Map.of("b", "2")));
    assertThat(s3.object("k").response().metadata()).containsExactly(Map.entry("b", "2"));
    assertThat(s3.object("k").response().contentEncoding()).isNull();
  }

  @Test
  void a_copy_onto_itself_that_changes_nothing_is_refused() {
    s3.put("k", "x");
    assertThat(code(() -> s3.copy("k", "k"))).isEqualTo("InvalidRequest");
  }

  @Test
  void ranges_are_exact_at_their_ends() {
    s3.put("k", "0123456789");
    assertThat(range("bytes=0-0")).isEqualTo("0");
    assertThat(range("bytes=8-100")).isEqualTo("89");
    assertThat(range("bytes=7-")).isEqualTo("789");
    assertThat(range("bytes=-3")).isEqualTo("789");
    assertThat(code(() -> range("bytes=10-"))).isEqualTo("InvalidRange");
  }

  private String range(String range) {
    return s3.client.getObjectAsBytes(r -> r.bucket(BUCKET).key("k").range(range)).asUtf8String();
  }

  @Test
  void what_is_lacking_is_refused_rather_than_ignored() {
    assertThat(code(() -> put(PutObjectRequest.builder().key("k").tagging("a=b"), "x")))
        .isEqualTo("NotImplemented");
    assertThat(code(() -> s3.client.getBucketPolicy(r -> r.bucket(BUCKET))))
        .isEqualTo("NotImplemented");
    assertThat(s3.keys(1000)).isEmpty();
  }

  @Test
  void a_large_object_and_an_empty_one_come_back_whole() {
    String large = "0123456789abcdef".repeat(1 << 20);
    s3.put("large", large);
    s3.put("empty", "");
    assertThat(s3.get("large")).isEqualTo(large);
    assertThat(s3.get("empty")).isEmpty();
    assertThat(s3.client.headObject(r -> r.bucket(BUCKET).key("large")).contentLength())
        .isEqualTo(16 << 20);
    s3.copy("empty", "copy");
    assertThat(s3.get("copy")).isEmpty();
  }
}

package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

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
  void tags_come_with_a_put_are_counted_copied_and_replaced() {
    put(PutObjectRequest.builder().key("k").tagging("a=b&c%20d=%26"), "x");
    assertThat(s3.object("k").response().tagCount()).isEqualTo(2);
    s3.copy("k", "copy");
    assertThat(tags("copy")).isEqualTo(Map.of("a", "b", "c d", "&"));
    s3.client.copyObject(r ->
        r.sourceBucket(BUCKET)
            .sourceKey("k")
            .destinationBucket(BUCKET)
            .destinationKey("bare")
            .taggingDirective(TaggingDirective.REPLACE));
    assertThat(tags("bare")).isEmpty();
    assertThat(s3.object("bare").response().tagCount()).isNull();

    String before = s3.object("k").response().eTag();
    Tag other = Tag.builder().key("e").value("f").build();
    s3.client.putObjectTagging(r -> r.bucket(BUCKET).key("k").tagging(t -> t.tagSet(other)));
    assertThat(tags("k")).isEqualTo(Map.of("e", "f"));
    assertThat(s3.object("k").response().eTag()).isEqualTo(before);
    assertThat(s3.get("k")).isEqualTo("x");
    s3.client.deleteObjectTagging(r -> r.bucket(BUCKET).key("k"));
    assertThat(tags("k")).isEmpty();
  }

  private Map<String, String> tags(String key) {
    return s3.client.getObjectTagging(r -> r.bucket(BUCKET).key(key)).tagSet().stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }

  @Test
  void tags_beyond_the_bounds_of_s3_are_refused() {
    String eleven =
        IntStream.range(0, 11).mapToObj(i -> "k" + i + "=v").collect(Collectors.joining("&"));
    assertThat(code(() -> put(PutObjectRequest.builder().key("k").tagging(eleven), "x")))
        .isEqualTo("BadRequest");
    assertThat(code(() -> put(PutObjectRequest.builder().key("k").tagging("a=b&a=c"), "x")))
        .isEqualTo("InvalidTag");
    assertThat(code(() -> s3.client.getObjectTagging(r -> r.bucket(BUCKET).key("no"))))
        .isEqualTo("NoSuchKey");
  }

  @Test
  void a_copy_takes_over_neither_class_nor_redirect_nor_encryption_nor_lock_but_what_it_is_told() {
    Instant until = Instant.parse("2999-01-02T03:04:05Z");
    put(
        PutObjectRequest.builder()
            .key("k")
            .websiteRedirectLocation("/else")
            .serverSideEncryption(ServerSideEncryption.AWS_KMS)
            .ssekmsKeyId("key")
            .objectLockMode("GOVERNANCE")
            .objectLockRetainUntilDate(until)
            .objectLockLegalHoldStatus("ON"),
        "x");
    var said = s3.object("k").response();
    assertThat(said.ssekmsKeyId()).isEqualTo("key");
    assertThat(said.objectLockRetainUntilDate()).isEqualTo(until);
    assertThat(said.objectLockLegalHoldStatusAsString()).isEqualTo("ON");
    s3.copy("k", "copy");
    var copy = s3.object("copy").response();
    assertThat(copy.websiteRedirectLocation()).isNull();
    assertThat(copy.serverSideEncryption()).isNull();
    assertThat(copy.objectLockMode()).isNull();
    assertThat(copy.objectLockLegalHoldStatus()).isNull();
    s3.client.copyObject(r ->
        r.sourceBucket(BUCKET)
            .sourceKey("k")
            .destinationBucket(BUCKET)
            .destinationKey("told")
            .websiteRedirectLocation("/there")
            .objectLockLegalHoldStatus("ON"));
    assertThat(s3.object("told").response().websiteRedirectLocation()).isEqualTo("/there");
    assertThat(s3.object("told").response().objectLockLegalHoldStatusAsString()).isEqualTo("ON");
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
    assertThat(code(() -> put(PutObjectRequest.builder().key("k").grantRead("id=a"), "x")))
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

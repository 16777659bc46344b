package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static io.longhaul.embedded.s3.S3UnderTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A listing shows each key once, in order, wherever its pages are cut. */
class ListingTest {
  @TempDir Path root;
  S3UnderTest s3;

  @BeforeEach
  void start() throws IOException {
    s3 = new S3UnderTest(root);
    for (String key : List.of("a", "b/1", "b/2", "b0", "c/1", "c/d/1", "d")) s3.put(key, "x");
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void a_delimiter_groups_keys_and_pages_go_on_behind_a_group() {
    for (int pageSize : new int[] {1, 2, 1000}) {
      var seen = new ArrayList<String>();
      String token = null;
      do {
        ListObjectsV2Response page = page("", "/", token, pageSize);
        assertThat(page.keyCount()).isLessThanOrEqualTo(pageSize);
        page.contents().stream().map(S3Object::key).forEach(seen::add);
        page.commonPrefixes().stream().map(CommonPrefix::prefix).forEach(seen::add);
        token = page.nextContinuationToken();
      } while (token != null);
      assertThat(seen).containsExactlyInAnyOrder("a", "b/", "b0", "c/", "d");
    }
  }

  @Test
  void a_prefix_and_a_start_bound_the_listing() {
    assertThat(page("c/", "/", null, 1000).contents())
        .extracting(S3Object::key)
        .containsExactly("c/1");
    assertThat(
            s3.client.listObjectsV2(r -> r.bucket(BUCKET).prefix("b").startAfter("b/1")).contents())
        .extracting(S3Object::key)
        .containsExactly("b/2", "b0");
    assertThat(s3.client.listObjectsV2(r -> r.bucket(BUCKET).startAfter("b/")).contents())
        .extracting(S3Object::key)
        .startsWith("b/1");
  }

  @Test
  void a_page_of_no_keys_is_not_truncated_and_a_made_up_token_is_refused() {
    ListObjectsV2Response none = page("", "", null, 0);
    assertThat(none.contents()).isEmpty();
    assertThat(none.isTruncated()).isFalse();
    assertThat(code(() -> page("", "", "made up", 10))).isEqualTo("InvalidArgument");
  }

  @Test
  void a_bucket_is_deleted_only_when_it_is_empty() {
    s3.client.createBucket(r -> r.bucket("another"));
    assertThat(code(() -> s3.client.createBucket(r -> r.bucket("another"))))
        .isEqualTo("BucketAlreadyOwnedByYou");
    assertThat(code(() -> s3.client.deleteBucket(r -> r.bucket(BUCKET))))
        .isEqualTo("BucketNotEmpty");
    assertThat(s3.get("c/d/1")).isEqualTo("x");
    s3.client.deleteBucket(r -> r.bucket("another"));
    assertThat(s3.client.listBuckets().buckets()).hasSize(1);
    assertThat(code(() -> s3.client.listObjectsV2(r -> r.bucket("another"))))
        .isEqualTo("NoSuchBucket");
  }

  @Test
  void many_are_deleted_at_once_each_with_its_outcome() {
    var objects = List.of(named("a"), named("never was"));
    var response = s3.client.deleteObjects(r -> r.bucket(BUCKET).delete(d -> d.objects(objects)));
    assertThat(response.deleted()).hasSize(2);
    assertThat(s3.keys(1000)).doesNotContain("a").contains("b/1");
  }

  private static ObjectIdentifier named(String key) {
    return ObjectIdentifier.builder().key(key).build();
  }

  private ListObjectsV2Response page(String prefix, String delimiter, String token, int size) {
    return s3.client.listObjectsV2(r ->
        r.bucket(BUCKET)
            .prefix(prefix)
            .delimiter(delimiter)
            .continuationToken(token)
            .maxKeys(size));
  }
}

package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All that a bucket keeps. */
public abstract class VersionsContract extends DeletesContract {
  /** More than any of these buckets has. */
  private static final int MANY = 100;

  private List<ListedVersion> versions(VersionsRequest request) throws InterruptedException {
    List<ListedVersion> versions = new ArrayList<>();
    VersionPage page = store.listVersions(request, soon());
    while (true) {
      assertThat(page.versions().size()).isLessThanOrEqualTo(request.maxVersions());
      assertThat(versions.size()).as("its pages go round").isLessThan(MANY);
      versions.addAll(page.versions());
      if (page.next() == null) break;
      page = store.listVersions(request.page(page.next()), soon());
    }
    if (lacks(StoreLack.VERSION_ORDER)) {
      versions.sort(
          Comparator.comparing(ListedVersion::key).thenComparing(version -> !version.latest()));
    }
    return versions;
  }

  @Test
  void without_versions_each_object_is_its_only_one() throws InterruptedException {
    assumeFalse(lacks(StoreLack.VERSIONS));
    List<String> keys = write(List.of("a", "b/1", "b/2", "c"));

    List<ListedVersion> all = versions(VersionsRequest.of(bucket, ""));
    assertThat(all).extracting(ListedVersion::key).isEqualTo(keys);
    assertThat(all).allMatch(ListedVersion::latest).allMatch(v -> v.version().equals("null"));
    ListedObject head = store.head(bucket, "b/1", soon()).orElseThrow();
    ListedObject listed = ((ListedVersion.Stored) all.get(1)).object();
    assertThat(listed.etag()).isEqualTo(head.etag());
    assertThat(listed.size()).isEqualTo(head.size());
    assertThat(versions(VersionsRequest.of(bucket, "b/"))).isEqualTo(all.subList(1, 3));
    assertThat(versions(VersionsRequest.of(bucket, "d"))).isEmpty();
    if (lacks(StoreLack.VERSION_PAGES)) return;
    assertThat(versions(VersionsRequest.of(bucket, "").atMost(3))).isEqualTo(all);
  }

  @Test
  void odd_keys_are_intact_among_versions() throws InterruptedException {
    assumeFalse(lacks(StoreLack.VERSIONS));
    if (lacks(StoreLack.VERSION_KEYS)) return;
    for (OddKey odd : OddKey.values()) {
      if (engine.cannotHold().contains(odd)) continue;
      put(bucket, odd.key(), "odd", ABSENT);
      assertThat(versions(VersionsRequest.of(bucket, "")))
          .as("%s", odd)
          .extracting(ListedVersion::key)
          .containsExactly(odd.key());
      assertThat(versions(VersionsRequest.of(bucket, odd.key()))).as("%s", odd).hasSize(1);
      store.delete(bucket, odd.key(), ANYTHING, soon());
    }
  }

  @Test
  void versions_and_delete_markers_are_told_apart_and_deleted_by_name()
      throws InterruptedException {
    assumeFalse(lacks(StoreLack.VERSIONING));
    bucket = engine.newVersionedBucket();
    String first = etag(put(bucket, "k", "first", ANYTHING));
    String second = etag(put(bucket, "k", "second", ANYTHING));
    put(bucket, "later", "later", ANYTHING);
    store.delete(bucket, "k", ANYTHING, soon());

    List<ListedVersion> all = versions(VersionsRequest.of(bucket, ""));
    assertThat(all).extracting(ListedVersion::key).containsExactly("k", "k", "k", "later");
    assertThat(all).extracting(ListedVersion::latest).containsExactly(true, false, false, true);
    assertThat(all.get(0)).isInstanceOf(ListedVersion.Deleted.class);
    assertThat(((ListedVersion.Stored) all.get(1)).object().etag()).isEqualTo(second);
    assertThat(((ListedVersion.Stored) all.get(2)).object().etag()).isEqualTo(first);
    assertThat(all).extracting(ListedVersion::version).doesNotHaveDuplicates();
    if (!lacks(StoreLack.VERSION_PAGES)) {
      assertThat(versions(VersionsRequest.of(bucket, "").atMost(1))).isEqualTo(all);
      assertThat(versions(VersionsRequest.of(bucket, "").atMost(3))).isEqualTo(all);
    }

    List<Doomed> doomed =
        all.subList(0, 2).stream()
            .map(version -> new Doomed(version.key(), version.version(), ANYTHING))
            .toList();
    assertThat(store.deleteAll(new DeleteRequest(bucket, doomed), soon())).isEmpty();
    assertThat(store.head(bucket, "k", soon()).orElseThrow().etag()).isEqualTo(first);
    assertThat(versions(VersionsRequest.of(bucket, ""))).hasSize(2);
  }
}

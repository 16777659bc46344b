package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What belongs to an object and is none of its bytes. */
public abstract class AttributesContract extends VersionsContract {
  private static final Acl.Grant EVERYBODY =
      new Acl.Grant(new Acl.Group("http://acs.amazonaws.com/groups/global/AllUsers"), "READ");

  @Test
  void tags_are_read_as_they_were_written_and_replaced() throws InterruptedException {
    assumeFalse(lacks(StoreLack.TAGS));
    put(bucket, "odd key", "hello", ABSENT);
    ObjectRef object = ObjectRef.of(bucket, "odd key");
    boolean empty = !lacks(StoreLack.EMPTY_TAGS);
    if (empty) assertThat(store.tags(object, soon())).contains(Map.of());

    String nothing = empty ? "" : "-";
    Map<String, String> tags = Map.of("team a", "x+y", "n", "1", "e", nothing, "a=b", "@:/._-");
    assertThat(store.putTags(object, tags, soon())).isEqualTo(new Written.Stored(""));
    assertThat(store.tags(object, soon())).contains(tags);
    assertThat(store.putTags(object, Map.of("n", "2"), soon())).isEqualTo(new Written.Stored(""));
    assertThat(store.tags(object, soon())).contains(Map.of("n", "2"));
    if (!empty) return;
    store.putTags(object, Map.of(), soon());
    assertThat(store.tags(object, soon())).contains(Map.of());
  }

  @Test
  void of_what_is_not_there_there_are_no_tags_and_no_acl() throws InterruptedException {
    ObjectRef nothing = ObjectRef.of(bucket, "nothing");
    if (!lacks(StoreLack.TAGS)) {
      assertThat(store.tags(nothing, soon())).isEqualTo(Optional.empty());
      assertThat(store.putTags(nothing, Map.of("n", "1"), soon())).isEqualTo(new Written.Missing());
    }
    if (!lacks(StoreLack.ACL)) {
      assertThat(store.acl(nothing, soon())).isEqualTo(Optional.empty());
      assertThat(store.putAcl(nothing, new AclChange.Canned("private"), soon()))
          .isEqualTo(new Written.Missing());
    }
  }

  @Test
  void an_acl_is_read_changed_by_name_and_put_back_as_it_was() throws InterruptedException {
    assumeFalse(lacks(StoreLack.ACL));
    put(bucket, "k", "hello", ABSENT);
    ObjectRef object = ObjectRef.of(bucket, "k");
    Acl before = store.acl(object, soon()).orElseThrow();
    assertThat(before.owner()).isNotEmpty();
    assertThat(before.grants()).extracting(Acl.Grant::permission).containsExactly("FULL_CONTROL");

    if (!lacks(StoreLack.CANNED_ACL)) {
      assertThat(store.putAcl(object, new AclChange.Canned("public-read"), soon()))
          .isEqualTo(new Written.Stored(""));
      assertThat(store.acl(object, soon()).orElseThrow().grants()).contains(EVERYBODY);
    }
    assertThat(store.putAcl(object, new AclChange.Same(before), soon()))
        .isEqualTo(new Written.Stored(""));
    assertThat(store.acl(object, soon())).contains(before);
  }
}

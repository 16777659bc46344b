package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a store lists. */
public abstract class ListContract extends StoreFixture {
  @Test
  void an_empty_bucket_lists_nothing() throws InterruptedException {
    assertThat(list("")).isEqualTo(new ListPage(List.of(), List.of(), null));
  }

  @Test
  void pages_follow_each_other_and_miss_nothing() throws InterruptedException {
    List<String> keys = write(IntStream.range(0, 25).mapToObj("k/%03d"::formatted).toList());

    assertThat(listAll(ListRequest.of(bucket, "").atMost(4))).isEqualTo(keys);
    assertThat(listAll(ListRequest.of(bucket, "k/").atMost(5))).isEqualTo(keys);
    assertThat(listAll(ListRequest.of(bucket, "k/01").atMost(3))).isEqualTo(keys.subList(10, 20));
  }

  @Test
  void a_page_that_is_just_full_is_the_last() throws InterruptedException {
    write(List.of("a", "b", "c"));

    ListPage page = store.list(ListRequest.of(bucket, "").atMost(3), soon());
    assertThat(page.objects()).hasSize(3);
    assertThat(page.next()).isNull();
  }

  @Test
  void a_listing_begins_above_the_key_it_is_told() throws InterruptedException {
    List<String> keys = write(List.of("a", besideFolder("a/b", "a+b"), "b", "b ", "c"));

    assertThat(listAll(ListRequest.of(bucket, "").after("a"))).isEqualTo(keys.subList(1, 5));
    assertThat(listAll(ListRequest.of(bucket, "").after("aa"))).isEqualTo(keys.subList(2, 5));
    assertThat(listAll(ListRequest.of(bucket, "").after("b").atMost(1)))
        .isEqualTo(keys.subList(3, 5));
    assertThat(listAll(ListRequest.of(bucket, "b").after("a"))).isEqualTo(List.of("b", "b "));
    assertThat(listAll(ListRequest.of(bucket, "").after("zz"))).isEmpty();
  }

  @Test
  void a_delimiter_rolls_up_what_lies_behind_it() throws InterruptedException {
    write(List.of("a", "d/1", "d/2", "d/e/3", "f/4", "z"));

    ListPage page = store.list(ListRequest.of(bucket, "").by("/"), soon());
    assertThat(page.objects()).extracting(ListedObject::key).containsExactly("a", "z");
    assertThat(page.prefixes()).containsExactly("d/", "f/");
    ListPage below = store.list(ListRequest.of(bucket, "d/").by("/"), soon());
    assertThat(below.objects()).extracting(ListedObject::key).containsExactly("d/1", "d/2");
    assertThat(below.prefixes()).containsExactly("d/e/");
  }

  @Test
  void pages_with_a_delimiter_show_each_prefix_once() throws InterruptedException {
    write(IntStream.range(0, 30).mapToObj(i -> "d%d/%02d".formatted(i / 10, i)).toList());

    List<String> prefixes = new ArrayList<>();
    ListRequest request = ListRequest.of(bucket, "").by("/").atMost(1);
    for (ListPage page = store.list(request, soon()); ; ) {
      prefixes.addAll(page.prefixes());
      if (page.next() == null) break;
      page = store.list(request.page(page.next()), soon());
    }
    assertThat(prefixes).containsExactly("d0/", "d1/", "d2/");
  }

  @Test
  void keys_are_listed_in_the_order_of_their_bytes() throws InterruptedException {
    List<String> keys =
        List.of(
            "A",
            "Z",
            "_",
            "a",
            "a!",
            besideFolder("a/", "a."),
            "a0",
            "z",
            "\u00e9",
            "\uff5e",
            "\ud83d\ude80");
    for (String key : keys.reversed()) engine.write(bucket, key, new byte[] {1});

    List<String> listed = listAll(ListRequest.of(bucket, ""));
    assertThat(listed).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(listed.stream().sorted(KeyOrder.BYTES).toList().equals(listed))
        .as("%s lists in byte order: %s", engine.name(), listed)
        .isEqualTo(engine.listsInByteOrder());
  }

  @Test
  void a_key_beside_a_folder_of_its_name_is_another_object() throws InterruptedException {
    boolean held;
    try {
      put(bucket, "k", "key", ABSENT);
      put(bucket, "k/child", "child", ABSENT);
      held = listAll(ListRequest.of(bucket, "")).equals(List.of("k", "k/child"));
    } catch (StoreException e) {
      held = false;
    }
    assertThat(held).as(engine.name()).isEqualTo(engine.holdsKeyBesideFolder());
  }
}

package io.longhaul.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.partition.Layout.Basis;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookTest {
  private static final S3Location AT = new S3Location("orders", "2019/");

  private final SystemTime time = new SystemTime();
  private final InMemoryObjectStore store = new InMemoryObjectStore(time);

  @BeforeEach
  void bucket() {
    store.createBucket("orders");
  }

  private void objects(int count, String names) {
    Random random = new Random(3);
    for (int i = 0; i < count; i++) {
      store.write("orders", "2019/" + names.formatted(random.nextInt()), new byte[i % 100]);
    }
  }

  private Layout look() throws InterruptedException {
    return look(Duration.ofMinutes(5));
  }

  private Layout look(Duration atMost) throws InterruptedException {
    return Look.at(AT, new Sampler(store, time, Deadline.in(time, atMost)));
  }

  @Test
  void a_few_objects_are_counted() throws Exception {
    objects(3_000, "%08X/order.json");
    Layout layout = look();
    assertThat(layout.amount().objects()).isEqualTo(3_000);
    assertThat(layout.amount().basis()).isEqualTo(Basis.COUNTED);
    assertThat(layout.alphabet()).contains(Alphabet.UPPER_HEX);
    assertThat(layout.folders()).isTrue();
    assertThat(layout.proposed()).isEqualTo(new Cut.Hex(Alphabet.UPPER_HEX, 1));
    assertThat(layout.says())
        .anySatisfy(line -> assertThat(line).contains("3,000 objects", "(counted)"))
        .anySatisfy(line -> assertThat(line).contains("Folders are named in upper-case hexadec"));
  }

  @Test
  void many_objects_are_estimated_in_few_requests() throws Exception {
    objects(60_000, "%08x.json");
    store.write("orders", "2019/README", new byte[5]);
    Layout layout = look();
    assertThat(layout.amount().basis()).isEqualTo(Basis.ESTIMATED);
    assertThat(layout.amount().objects()).isCloseTo(60_000, Percentage.withPercentage(10));
    assertThat(layout.amount().bytes()).isCloseTo(60_000 * 49L, Percentage.withPercentage(15));
    assertThat(layout.amount().requests()).isLessThan(80);
    assertThat(layout.alphabet()).contains(Alphabet.LOWER_HEX);
    assertThat(layout.folders()).isFalse();
    assertThat(layout.amount().how()).contains("of 256 prefixes, give or take");
  }

  @Test
  void what_is_a_handful_elsewhere_does_not_hide_hexadecimal_names() throws Exception {
    objects(6_000, "%08X/a");
    store.write("orders", "2019/_index", new byte[1]);
    store.write("orders", "2019/manifest.json", new byte[1]);
    assertThat(look().alphabet()).contains(Alphabet.UPPER_HEX);
    assertThat(look().firstCharacters()).isEqualTo("0123456789ABCDEF_m");
  }

  @Test
  void other_names_are_left_to_workers_that_look_where_to_cut() throws Exception {
    for (String name : "alice bob carol dave eve".split(" ")) objects(1_500, name + "/%08x");
    Layout layout = look();
    assertThat(layout.alphabet()).isEmpty();
    assertThat(layout.proposed()).isEqualTo(new Cut.Ranges());
    assertThat(layout.amount().basis()).isEqualTo(Basis.AT_LEAST);
    assertThat(layout.says()).anySatisfy(line -> assertThat(line).contains("not hexadecimal"));
  }

  @Test
  void what_all_keys_begin_with_is_said_for_no_cut_falls_within_it() throws Exception {
    objects(5_000, "exports/day-%08x");
    assertThat(look().shared()).isEqualTo("exports/day-");
  }

  @Test
  void an_empty_prefix_is_said() throws Exception {
    assertThat(look().says()).containsExactly("Looked: no key begins with the source's prefix.");
  }

  @Test
  void when_the_time_is_up_it_says_what_it_knows() throws Exception {
    objects(5_000, "%08X/a");
    Layout layout = look(Duration.ZERO);
    assertThat(layout.amount().requests()).isZero();
    assertThat(layout.amount().basis()).isEqualTo(Basis.AT_LEAST);
  }

  @Test
  void a_listing_that_is_refused_is_not_taken_for_an_empty_one() {
    S3Location nowhere = new S3Location("nowhere", "");
    Sampler sampler = new Sampler(store, time, Deadline.in(time, Duration.ofMinutes(5)));
    assertThatThrownBy(() -> Look.at(nowhere, sampler)).isInstanceOf(StoreException.class);
  }

  @Test
  void depths_come_nearest_to_a_thousand_objects_a_unit() {
    assertThat(depth(10_000)).isEqualTo(1);
    assertThat(depth(250_000)).isEqualTo(2);
    assertThat(depth(4_000_000)).isEqualTo(3);
    assertThat(depth(70_000_000_000L)).isEqualTo(4);
  }

  private static int depth(long objects) {
    Layout.Amount amount = new Layout.Amount(objects, 0, Basis.ESTIMATED, "", 0);
    java.util.Optional<Alphabet> hex = java.util.Optional.of(Alphabet.UPPER_HEX);
    return ((Cut.Hex) new Layout(hex, true, "0", "", "0A/x", amount).proposed()).depth();
  }
}

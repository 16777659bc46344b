package io.longhaul.partition.census;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Alphabet;
import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.partition.Sampler;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CensusTest {
  private static final S3Location AT = new S3Location("orders", "");
  private static final int SEEDS = 200;
  private static final int SEEDS_A_BUCKET = 10;

  /** A fiftieth of a page of S3, and as many fewer keys, are as hard and much quicker. */
  private static final int PAGE = 20;

  private static final int KEYS = 20_000;
  private static final int REQUESTS = 400;

  private final Time time = new SystemTime();

  private Counted census(KeySpace space, SortedKeys bucket, int requests, long seed)
      throws InterruptedException {
    Deadline deadline = Deadline.in(time, Duration.ofMinutes(5));
    Sampler sampler = new Sampler(bucket, requests, time, deadline);
    Counted counted = Census.of(space, sampler, PAGE, new Random(seed));
    assertThat(counted.requests()).isEqualTo(sampler.requests()).isLessThanOrEqualTo(requests);
    return counted;
  }

  private Counted census(SortedKeys bucket, long seed) throws InterruptedException {
    return census(KeySpace.of(AT), bucket, REQUESTS, seed);
  }

  @ParameterizedTest
  @EnumSource(KeySpaces.class)
  void the_bounds_hold_what_is_there_about_nine_times_of_ten(KeySpaces keys) throws Exception {
    int objects = 0;
    int bytes = 0;
    int narrow = 0;
    SortedKeys bucket = keys.bucket(new Random(0), KEYS);
    for (int seed = 0; seed < SEEDS; seed++) {
      if (seed % SEEDS_A_BUCKET == 0) bucket = keys.bucket(new Random(seed), KEYS);
      Counted counted = census(bucket, seed);
      assertThat(counted.objects().exact()).as("fewer pages than there are").isFalse();
      if (counted.objects().holds((double) bucket.objects())) objects++;
      if (counted.bytes().holds((double) bucket.bytes())) bytes++;
      if (counted.objects().high() - counted.objects().low() < bucket.objects()) narrow++;
    }
    assertThat(objects).as("of %d seeds", SEEDS).isGreaterThanOrEqualTo(85 * SEEDS / 100);
    assertThat(bytes).as("bytes, of %d seeds", SEEDS).isGreaterThanOrEqualTo(85 * SEEDS / 100);
    assertThat(narrow).as("seeds that say something").isGreaterThan(9 * SEEDS / 10);
  }

  @Test
  void what_was_seen_whole_is_counted_and_not_estimated() throws Exception {
    for (KeySpaces keys : KeySpaces.values()) {
      SortedKeys bucket = keys.bucket(new Random(1), 700);
      Counted counted = census(bucket, 1);
      assertThat(counted.objects())
          .as(keys.name())
          .isEqualTo(new Interval(bucket.objects(), bucket.objects(), bucket.objects()));
      assertThat(counted.bytes().about()).isEqualTo((double) bucket.bytes());
    }
  }

  @Test
  void tiny_and_empty_buckets_take_one_request() throws Exception {
    for (int count : List.of(0, 1, PAGE)) {
      SortedKeys bucket =
          new SortedKeys(IntStream.range(0, count).mapToObj(i -> "k" + i).toList(), new Random(1));
      Counted counted = census(bucket, 1);
      assertThat(counted.objects().exact()).isTrue();
      assertThat(counted.objects().about()).isEqualTo(count);
      assertThat(counted.requests()).isEqualTo(1);
    }
  }

  @Test
  void the_same_seed_gives_the_same_answer() throws Exception {
    SortedKeys bucket = KeySpaces.SKEWED.bucket(new Random(3), KEYS);
    assertThat(census(bucket, 5)).isEqualTo(census(bucket, 5));
  }

  @Test
  void too_few_requests_leave_the_upper_bound_open() throws Exception {
    SortedKeys bucket = KeySpaces.UNIFORM_HEX.bucket(new Random(3), KEYS);
    Counted counted = census(KeySpace.of(AT), bucket, 20, 1);
    assertThat(counted.objects().bounded()).isFalse();
    assertThat(counted.objects().low()).isBetween(1.0, (double) bucket.objects());
  }

  @Test
  void only_what_begins_with_a_prefix_of_the_cut_counts() throws Exception {
    SortedKeys bucket = KeySpaces.NUMBERED.bucket(new Random(3), 2_000);
    List<String> few = List.of("file10", "file7");
    Counted counted = census(KeySpace.of(AT, new Cut.Prefixes(few)), bucket, REQUESTS, 1);
    assertThat(counted.objects().about()).isEqualTo(111 + 111);
    List<String> many = IntStream.range(100, 200).mapToObj(i -> "file" + i).toList();
    counted = census(KeySpace.of(AT, new Cut.Prefixes(many)), bucket, REQUESTS, 1);
    assertThat(counted.objects().about()).isEqualTo(100 + 1_000);
  }

  @Test
  void a_hexadecimal_cut_leaves_nothing_out() throws Exception {
    SortedKeys bucket = KeySpaces.OUTSIDE_THE_ALPHABET.bucket(new Random(3), 700);
    Cut cut = new Cut.Hex(Alphabet.UPPER_HEX, 1);
    Counted counted = census(KeySpace.of(AT, cut), bucket, REQUESTS, 1);
    assertThat(counted.objects().about()).isEqualTo((double) bucket.objects());
    double slices = counted.slices().stream().mapToDouble(Slice::objects).sum();
    assertThat(slices).isEqualTo((double) bucket.objects());
  }
}

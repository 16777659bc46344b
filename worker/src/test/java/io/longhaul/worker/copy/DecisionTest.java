package io.longhaul.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Accesses;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.CopyOptions.Compare;
import io.longhaul.job.CopyOptions.Mode;
import io.longhaul.job.CopyOptions.Route;
import io.longhaul.job.CopyOptions.WhenTargetNewer;
import io.longhaul.job.Cut;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Location;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ListedObject;
import io.longhaul.worker.copy.Decision.By;
import io.longhaul.worker.copy.Decision.Copy;
import io.longhaul.worker.copy.Decision.Equal;
import io.longhaul.worker.copy.Decision.Keep;
import io.longhaul.worker.walk.Seen;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final String ONE = "0cc175b9c0f1b6a831c399e269772661";
  private static final String OTHER = "92eb5ffee6ae2fec3ad71c777531578f";
  private static final String PARTS = "92eb5ffee6ae2fec3ad71c777531578f-2";

  /** When the run began, if nothing has changed since. */
  private static final Instant LATER = Instant.ofEpochSecond(100);

  @Test
  void what_is_not_at_the_target_is_copied_where_nothing_is_expected() {
    assertThat(keep(object(5, ONE, 10), null)).isEqualTo(new Copy(new Expect.Absent()));
  }

  @Test
  void same_size_and_etag_are_equal_whichever_is_older() {
    assertThat(keep(object(5, ONE, 10), object(5, ONE, 9))).isEqualTo(new Equal(By.ETAG));
    assertThat(keep(object(5, ONE, 10), object(5, ONE, 11))).isEqualTo(new Equal(By.ETAG));
    assertThat(keep(object(5, PARTS, 10), object(5, PARTS, 9))).isEqualTo(new Equal(By.ETAG));
  }

  @Test
  void same_size_and_etags_that_cannot_be_compared_are_equal_if_the_target_came_later() {
    assertThat(keep(object(5, PARTS, 10), object(5, ONE, 11))).isEqualTo(new Equal(By.TIME));
    assertThat(keep(object(5, ONE, 10), object(5, PARTS, 11))).isEqualTo(new Equal(By.TIME));
    assertThat(overwrite(object(5, PARTS, 10), object(5, ONE, 11))).isEqualTo(new Equal(By.TIME));
  }

  @Test
  void within_one_second_nobody_knows_who_came_first_so_it_is_copied() {
    assertThat(keep(object(5, PARTS, 10), object(5, ONE, 10))).isEqualTo(over(ONE));
  }

  @Test
  void objects_without_etags_are_never_equal_by_them() {
    assertThat(keep(object(5, "", 10), object(5, "", 9))).isEqualTo(over(""));
  }

  @Test
  void another_size_or_another_etag_is_copied_over_exactly_what_was_seen() {
    assertThat(keep(object(5, ONE, 10), object(6, OTHER, 9))).isEqualTo(over(OTHER));
    assertThat(keep(object(5, ONE, 10), object(5, OTHER, 9))).isEqualTo(over(OTHER));
    assertThat(keep(object(5, ONE, 10), object(5, OTHER, 10))).isEqualTo(over(OTHER));
    assertThat(keep(object(5, PARTS, 10), object(5, ONE, 9))).isEqualTo(over(ONE));
    assertThat(keep(object(5, PARTS, 10), object(6, ONE, 9))).isEqualTo(over(ONE));
  }

  @Test
  void a_target_that_differs_and_is_newer_is_kept_unless_the_job_says_overwrite() {
    assertThat(keep(object(5, ONE, 10), object(5, OTHER, 11))).isEqualTo(new Keep());
    assertThat(keep(object(5, PARTS, 10), object(6, ONE, 11))).isEqualTo(new Keep());
    assertThat(overwrite(object(5, ONE, 10), object(5, OTHER, 11))).isEqualTo(over(OTHER));
    assertThat(overwrite(object(5, PARTS, 10), object(6, ONE, 11))).isEqualTo(over(ONE));
  }

  @Test
  void the_times_of_a_source_that_was_rewritten_since_the_run_began_decide_nothing() {
    Rules keep = rules(CopyOptions.DEFAULT, Instant.ofEpochSecond(15));
    assertThat(Decision.of(new Seen(object(5, ONE, 8), object(5, OTHER, 20)), keep))
        .isEqualTo(new Keep());
    assertThat(Decision.of(new Seen(object(5, ONE, 9), object(5, OTHER, 20)), keep))
        .isEqualTo(over(OTHER));
    assertThat(Decision.of(new Seen(object(5, PARTS, 8), object(5, ONE, 20)), keep))
        .isEqualTo(new Equal(By.TIME));
    assertThat(Decision.of(new Seen(object(5, PARTS, 9), object(5, ONE, 20)), keep))
        .isEqualTo(over(ONE));
    assertThat(Decision.of(new Seen(object(5, ONE, 16), object(5, ONE, 20)), keep))
        .isEqualTo(new Equal(By.ETAG));
  }

  /** No copy that S3 makes in one request lands so late; others may (docs/adr/0031). */
  @Test
  void ten_minutes_after_its_source_was_rewritten_a_newer_target_is_somebodys_own() {
    Rules keep = rules(CopyOptions.DEFAULT, Instant.ofEpochSecond(15));
    assertThat(Decision.of(new Seen(object(5, ONE, 20), object(5, OTHER, 626)), keep))
        .isEqualTo(over(OTHER));
    assertThat(Decision.of(new Seen(object(5, ONE, 20), object(5, OTHER, 627)), keep))
        .isEqualTo(new Keep());
    long large = 1L << 31;
    assertThat(Decision.of(new Seen(object(large, ONE, 20), object(large, OTHER, 627)), keep))
        .isEqualTo(over(OTHER));
    Rules streamed = rules(CopyOptions.DEFAULT.with(Route.STREAMED), Instant.ofEpochSecond(15));
    assertThat(Decision.of(new Seen(object(5, ONE, 20), object(5, OTHER, 627)), streamed))
        .isEqualTo(over(OTHER));
  }

  @Test
  void whatever_is_at_the_target_stays_where_only_what_is_missing_is_copied() {
    assertThat(missing(object(5, ONE, 10), null)).isEqualTo(new Copy(new Expect.Absent()));
    assertThat(missing(object(5, ONE, 10), object(5, ONE, 9))).isEqualTo(new Equal(By.ETAG));
    assertThat(missing(object(5, PARTS, 10), object(5, ONE, 11))).isEqualTo(new Equal(By.TIME));
    assertThat(missing(object(5, ONE, 10), object(6, OTHER, 9))).isEqualTo(new Keep());
    assertThat(missing(object(5, ONE, 10), object(6, OTHER, 11))).isEqualTo(new Keep());
    assertThat(missing(object(5, PARTS, 10), object(5, ONE, 9))).isEqualTo(new Keep());
  }

  @Test
  void by_size_and_time_a_target_that_came_later_is_equal_whatever_its_etag() {
    assertThat(byTime(object(5, ONE, 10), object(5, OTHER, 11))).isEqualTo(new Equal(By.TIME));
    assertThat(byTime(object(5, ONE, 10), object(5, ONE, 11))).isEqualTo(new Equal(By.TIME));
    assertThat(byTime(object(5, ONE, 10), object(5, ONE, 10))).isEqualTo(over(ONE));
    assertThat(byTime(object(5, ONE, 10), object(5, ONE, 9))).isEqualTo(over(ONE));
    assertThat(byTime(object(5, ONE, 10), object(6, OTHER, 9))).isEqualTo(over(OTHER));
    assertThat(byTime(object(5, ONE, 10), object(6, OTHER, 11))).isEqualTo(new Keep());
  }

  @Test
  void by_size_and_time_a_source_that_was_rewritten_since_the_run_began_is_equal_by_etag_alone() {
    CopyOptions options = options(Mode.CHANGED, Compare.SIZE_AND_TIME);
    Rules began = rules(options, Instant.ofEpochSecond(15));
    assertThat(Decision.of(new Seen(object(5, ONE, 9), object(5, OTHER, 20)), began))
        .isEqualTo(over(OTHER));
    assertThat(Decision.of(new Seen(object(5, ONE, 9), object(5, ONE, 20)), began))
        .isEqualTo(new Equal(By.ETAG));
  }

  @Test
  void what_is_equal_is_copied_too_if_the_job_says_all_unless_it_was_written_since_it_began() {
    assertThat(all(object(5, ONE, 10), null)).isEqualTo(new Copy(new Expect.Absent()));
    assertThat(all(object(5, ONE, 10), object(5, ONE, 50))).isEqualTo(over(ONE));
    assertThat(all(object(5, ONE, 10), object(5, ONE, 106))).as("clocks").isEqualTo(over(ONE));
    assertThat(all(object(5, ONE, 10), object(5, ONE, 107))).isEqualTo(new Equal(By.ETAG));
    assertThat(all(object(5, PARTS, 10), object(5, ONE, 50))).isEqualTo(over(ONE));
    assertThat(all(object(5, PARTS, 10), object(5, ONE, 107))).isEqualTo(new Equal(By.TIME));
  }

  @Test
  void a_target_that_differs_and_is_newer_is_kept_also_if_the_job_says_all() {
    assertThat(all(object(5, ONE, 10), object(6, OTHER, 50))).isEqualTo(new Keep());
    assertThat(all(object(5, ONE, 10), object(6, OTHER, 107))).isEqualTo(new Keep());
    assertThat(all(object(5, ONE, 10), object(6, OTHER, 9))).isEqualTo(over(OTHER));
  }

  private static CopyOptions options(Mode mode, Compare compare) {
    return new CopyOptions(Route.SERVER_SIDE, mode, compare, WhenTargetNewer.KEEP, null);
  }

  private static Decision missing(ListedObject source, @Nullable ListedObject target) {
    Rules rules = rules(options(Mode.MISSING, Compare.ETAG), LATER);
    return Decision.of(new Seen(source, target), rules);
  }

  private static Decision byTime(ListedObject source, ListedObject target) {
    Rules rules = rules(options(Mode.CHANGED, Compare.SIZE_AND_TIME), LATER);
    return Decision.of(new Seen(source, target), rules);
  }

  private static Decision all(ListedObject source, @Nullable ListedObject target) {
    return Decision.of(new Seen(source, target), rules(options(Mode.ALL, Compare.ETAG), LATER));
  }

  private static Copy over(String etag) {
    return new Copy(new Expect.Etag(etag));
  }

  private static ListedObject object(long size, String etag, long second) {
    return new ListedObject("k", size, etag, Instant.ofEpochSecond(second));
  }

  private static Rules rules(CopyOptions options, Instant began) {
    S3Location from = new S3Location("from", "");
    S3Location to = new S3Location("two", "");
    return new Rules(new S3CopyJob(from, to, Cut.DEFAULT, options, Accesses.USUAL), began);
  }

  private static Decision keep(ListedObject source, @Nullable ListedObject target) {
    return Decision.of(new Seen(source, target), rules(CopyOptions.DEFAULT, LATER));
  }

  private static Decision overwrite(ListedObject source, ListedObject target) {
    CopyOptions overwrite = new CopyOptions(Route.SERVER_SIDE, WhenTargetNewer.OVERWRITE);
    return Decision.of(new Seen(source, target), rules(overwrite, LATER));
  }
}

package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.unit.FailureClass;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Some of an object's bytes. */
public abstract class RangesContract extends UploadsContract {
  private static final int SIZE = 300_000;

  private String putRandom(byte[] bytes) throws InterruptedException {
    new Random(3).nextBytes(bytes);
    PutRequest request = new PutRequest(bucket, "k", bytes.length, null, Map.of(), ABSENT);
    return etag(store.put(request, Body.of(bytes), soon()));
  }

  @Test
  void a_range_is_exactly_the_bytes_that_were_asked_for() throws Exception {
    byte[] bytes = new byte[SIZE];
    String etag = putRandom(bytes);
    for (ByteRange range :
        List.of(
            new ByteRange(0, 1),
            new ByteRange(10, 100),
            new ByteRange(65_535, 131_073),
            new ByteRange(SIZE - 1, 1),
            new ByteRange(0, SIZE))) {
      Got got = store.getRange(bucket, "k", etag, range, soon());
      assertThat(got).as("%s", range).isInstanceOf(Got.Content.class);
      Got.Content content = (Got.Content) got;
      int from = (int) range.first();
      try (InputStream stream = content.stream()) {
        assertThat(stream.readAllBytes())
            .as("%s", range)
            .isEqualTo(Arrays.copyOfRange(bytes, from, from + (int) range.length()));
      }
      assertThat(content.length()).isEqualTo(range.length());
      assertThat(content.etag()).isEqualTo(etag);
    }
  }

  @Test
  void a_range_of_another_version_or_of_nothing_is_a_value() throws InterruptedException {
    put(bucket, "k", "hello", ABSENT);
    ByteRange range = new ByteRange(1, 2);

    assertThat(store.getRange(bucket, "k", "0123456789abcdef0123456789abcdef", range, soon()))
        .isEqualTo(new Got.Changed());
    assertThat(store.getRange(bucket, "none", "0123456789abcdef0123456789abcdef", range, soon()))
        .isEqualTo(new Got.Missing());
  }

  @Test
  void a_range_that_the_object_does_not_reach_is_refused() throws InterruptedException {
    String etag = etag(put(bucket, "k", "hello", ABSENT));

    for (ByteRange range : List.of(new ByteRange(4, 2), new ByteRange(5, 1))) {
      StoreException refused = refusal(() -> store.getRange(bucket, "k", etag, range, soon()));
      assertThat(refused.failure()).as("%s", range).isEqualTo(FailureClass.REFUSED);
      assertThat(refused.code()).isEqualTo("InvalidRange");
    }
  }
}

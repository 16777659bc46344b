package io.longhaul.bench.nulls3;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NullS3Test {
  private static final Pattern KEY = Pattern.compile("<Key>([^<]*)</Key>");
  private static final Pattern TOKEN =
      Pattern.compile("<NextContinuationToken>([^<]*)</NextContinuationToken>");

  @Test
  void pages_hold_every_key_once_and_in_order() {
    List<String> keys = all(2_500, Map.of());

    assertThat(keys).hasSize(2_500).isSorted().doesNotHaveDuplicates();
    assertThat(keys.getFirst()).startsWith("00000000/");
    assertThat(keys.getLast()).startsWith("FF");
  }

  @Test
  void prefixes_and_ranges_hold_what_lies_in_them() {
    List<String> keys = all(2_500, Map.of());

    assertThat(all(2_500, Map.of("prefix", "A")))
        .isEqualTo(keys.stream().filter(key -> key.startsWith("A")).toList());
    assertThat(all(2_500, Map.of("start-after", keys.get(1_234))))
        .isEqualTo(keys.subList(1_235, 2_500));
    assertThat(all(0, Map.of())).isEmpty();
  }

  private static List<String> all(long count, Map<String, String> query) {
    List<String> keys = new ArrayList<>();
    Map<String, String> next = new HashMap<>(query);
    while (true) {
      String page = Listing.page("bucket", count, next, 1_000);
      Matcher key = KEY.matcher(page);
      while (key.find()) keys.add(key.group(1));
      Matcher token = TOKEN.matcher(page);
      if (!token.find()) return keys;
      next.put("continuation-token", token.group(1));
    }
  }
}

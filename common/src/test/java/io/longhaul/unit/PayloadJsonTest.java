package io.longhaul.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.unit.Payload.Assembly;
import io.longhaul.unit.Payload.Complete;
import io.longhaul.unit.Payload.Items;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Listed;
import io.longhaul.unit.Payload.Parts;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Payload.Root;
import io.longhaul.unit.Payload.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadJsonTest {
  private static final List<String> ODD =
      List.of(
          "plain",
          " leading and trailing ",
          "a+b%20c&d=e?f#g",
          "quote\"back\\slash'{}[]",
          "//double//",
          "/leading",
          "../up/./here",
          "tab\tline\nreturn\r",
          "\u0001\u001f\u007f",
          "ümläut-日本語",
          "\uE000\uFFFD\uFEFF",
          "\uD83D\uDE80 above U+FFFF \uDBFF\uDFFF",
          "k".repeat(1024));

  static Stream<Payload> payloads() {
    List<Payload> payloads = new ArrayList<>();
    payloads.add(new Root(0));
    payloads.add(new Root(Long.MAX_VALUE));
    for (String key : ODD) {
      payloads.add(new Range(key, "", null));
      payloads.add(new Range("", key, null));
      payloads.add(new Range("", "", key));
      payloads.add(new Range(key, "", null, true));
      payloads.add(new Slice("b", key, "e", "batch", true, 7, Long.MAX_VALUE));
      payloads.add(new Range(key, key, key + "\u0001"));
    }
    payloads.add(new Keys(ODD.stream().map(key -> new Listed(key, Long.MAX_VALUE)).toList()));
    payloads.add(new Keys(List.of(new Listed("k", 1)), FailureClass.UNORDERED_LISTING));
    payloads.add(new Keys(List.of(new Listed("k", 1)), null, 3));
    for (String key : ODD) {
      Assembly of = new Assembly(new Listed(key, 7), 9, "etag", null, "upload/" + key, 5, 0);
      payloads.add(new Parts(of, 1, 10_000));
      payloads.add(new Complete(of, null));
    }
    Assembly over = new Assembly(new Listed("k", 7), 9, "etag", "over", "id", 5, 2);
    payloads.add(new Parts(over, 2, 2));
    payloads.add(new Complete(over, "joined-2"));
    payloads.add(new Complete(over, null, Set.of(Fate.UNTAGGED, Fate.RECLASSED)));
    payloads.add(new Items(ODD));
    return payloads.stream();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void a_payload_comes_back_as_it_went(Payload payload) {
    assertThat(PayloadJson.read(PayloadJson.write(payload))).isEqualTo(payload);
  }

  /** Pinned: what one version wrote the next one reads. */
  @Test
  void the_form_is_the_same_for_ever() {
    assertThat(PayloadJson.write(new Root(7))).isEqualTo("{\"shape\":\"root\",\"from\":7}");
    assertThat(PayloadJson.write(new Range("p/", "p/a", "p/b")))
        .isEqualTo("{\"shape\":\"range\",\"prefix\":\"p/\",\"after\":\"p/a\",\"until\":\"p/b\"}");
    assertThat(PayloadJson.write(new Range("p/", "", null)))
        .isEqualTo("{\"shape\":\"range\",\"prefix\":\"p/\",\"after\":\"\"}");
    assertThat(PayloadJson.write(new Range("p/", "", null, true)))
        .isEqualTo("{\"shape\":\"range\",\"prefix\":\"p/\",\"after\":\"\",\"uncut\":true}");
    assertThat(PayloadJson.write(new Keys(List.of(new Listed("k", 5)))))
        .isEqualTo("{\"shape\":\"keys\",\"objects\":[[\"k\",5]]}");
    assertThat(PayloadJson.write(new Keys(List.of(new Listed("k", 5)), FailureClass.DENIED)))
        .isEqualTo("{\"shape\":\"keys\",\"objects\":[[\"k\",5]],\"alone\":\"denied\"}");
    assertThat(PayloadJson.write(new Keys(List.of(new Listed("k", 5)), null, 1)))
        .isEqualTo("{\"shape\":\"keys\",\"objects\":[[\"k\",5]],\"turn\":1}");
    Assembly of = new Assembly(new Listed("k", 7), 9, "e", "t", "id", 5, 1);
    String assembly =
        "{\"object\":[\"k\",7],\"size\":9,\"etag\":\"e\",\"target\":\"t\",\"upload\":\"id\",\"part\":5"
            + ",\"turn\":1}";
    assertThat(PayloadJson.write(new Parts(of, 1, 2)))
        .isEqualTo("{\"shape\":\"parts\",\"first\":1,\"last\":2,\"of\":" + assembly + "}");
    assertThat(PayloadJson.write(new Complete(of, "j-2")))
        .isEqualTo("{\"shape\":\"complete\",\"etag\":\"j-2\",\"of\":" + assembly + "}");
    assertThat(PayloadJson.write(new Slice("b", "k", "e", "log", false, 1, 9)))
        .isEqualTo(
            "{\"shape\":\"slice\",\"bucket\":\"b\",\"key\":\"k\",\"etag\":\"e\","
                + "\"columns\":\"log\",\"gzip\":false,\"from\":1,\"until\":9}");
    assertThat(PayloadJson.write(new Keys(List.of(new Listed("k", 5, "n"), new Listed("l", 6)))))
        .isEqualTo("{\"shape\":\"keys\",\"objects\":[[\"k\",5,\"n\"],[\"l\",6]]}");
    assertThat(PayloadJson.write(new Items(List.of("a", "b"))))
        .isEqualTo("{\"shape\":\"items\",\"ids\":[\"a\",\"b\"]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "7",
        "[]",
        "{}",
        "{",
        "not json",
        "{\"shape\":\"other\"}",
        "{\"shape\":7}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\",5]],\"alone\":\"other\"}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\",5,null]]}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\",5,\"n\",\"n\"]]}",
        "{\"shape\":\"root\"}",
        "{\"shape\":\"root\",\"from\":\"7\"}",
        "{\"shape\":\"root\",\"from\":1.5}",
        "{\"shape\":\"root\",\"from\":-1}",
        "{\"shape\":\"root\",\"from\":9223372036854775808}",
        "{\"shape\":\"root\",\"from\":7} trailing",
        "{\"shape\":\"range\",\"prefix\":\"p\"}",
        "{\"shape\":\"range\",\"prefix\":\"p\",\"after\":null}",
        "{\"shape\":\"range\",\"prefix\":\"p\",\"after\":5}",
        "{\"shape\":\"range\",\"prefix\":\"\",\"after\":\"\",\"until\":null}",
        "{\"shape\":\"range\",\"prefix\":\"\",\"after\":\"b\",\"until\":\"a\"}",
        "{\"shape\":\"range\",\"prefix\":\"\",\"after\":\"\",\"uncut\":\"no\"}",
        "{\"shape\":\"keys\"}",
        "{\"shape\":\"keys\",\"objects\":[]}",
        "{\"shape\":\"keys\",\"objects\":\"k\"}",
        "{\"shape\":\"keys\",\"objects\":[\"k\"]}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\"]]}",
        "{\"shape\":\"keys\",\"objects\":[[5,\"k\"]]}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\",5,6]]}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\",5]],\"turn\":-1}",
        "{\"shape\":\"keys\",\"objects\":[[\"k\",5]],\"turn\":2147483648}",
        "{\"shape\":\"complete\"}",
        "{\"shape\":\"complete\",\"beside\":[\"copied\"],\"of\":{\"object\":[\"k\",7],\"size\":9,"
            + "\"etag\":\"e\",\"upload\":\"id\",\"part\":5}}",
        "{\"shape\":\"parts\",\"first\":1,\"last\":1}",
        "{\"shape\":\"parts\",\"first\":1,\"last\":1,\"of\":{\"object\":[\"k\",7],\"size\":9}}",
        "{\"shape\":\"parts\",\"first\":2,\"last\":1,\"of\":{\"object\":[\"k\",7],\"size\":9,"
            + "\"etag\":\"e\",\"upload\":\"id\",\"part\":5}}",
        "{\"shape\":\"items\",\"ids\":[1]}",
        "{\"shape\":\"items\",\"ids\":{\"a\":\"b\"}}",
        "{\"shape\":\"items\",\"ids\":[]}"
      })
  void anything_else_is_refused_and_never_half_read(String text) {
    assertThatThrownBy(() -> PayloadJson.read(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

package io.longhaul.queue.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
  private static final String RUN_CHARACTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-";

  @Test
  void a_message_says_version_run_and_unit_and_nothing_more() {
    RunName run = new RunName("orders-2026-11");

    assertThat(MessageCodec.encode(new UnitRef(run, UnitId.root(run))))
        .isEqualTo(
            "{\"v\":1,\"run\":\"orders-2026-11\",\"unit\":\"%s\"}"
                .formatted(UnitId.root(run).value()));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void what_is_written_reads_as_it_was(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      UnitRef unit = anyUnit(random);
      assertThat(MessageCodec.decode(MessageCodec.encode(unit))).contains(unit);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14})
  void a_damaged_message_reads_as_empty_or_as_another_valid_one_and_never_throws(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 25_000; i++) {
      String damaged = damage(MessageCodec.encode(anyUnit(random)), random);
      Optional<UnitRef> read = decodeOrFail(damaged, seed);
      // Whatever it reads as, it says exactly that and carries nothing along.
      read.ifPresent(unit -> assertThat(damaged).contains(unit.run().value(), unit.unit().value()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "1",
        "[]",
        "{}",
        "{\"v\":1}",
        "\u0000\ud800",
        "{\"v\":2,\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"}",
        "{\"v\":\"1\",\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"}",
        "{\"v\":1.0,\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"}",
        "{\"v\":4294967297,\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"}",
        "{\"v\":1,\"run\":\"\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"}",
        "{\"v\":1,\"run\":\"a\",\"unit\":\"aaaa\"}",
        "{\"v\":1,\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\",\"do\":\"rm -rf\"}",
        "{\"v\":1,\"v\":1,\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"}",
        "{\"v\":1,\"run\":\"a\",\"unit\":\"aaaaaaaaaaaaaaaaaaaa\"} {}"
      })
  void what_is_not_exactly_ours_reads_as_empty(String body) {
    assertThat(MessageCodec.decode(body)).isEmpty();
  }

  @Test
  void a_body_of_any_size_and_depth_reads_as_empty() {
    assertThat(MessageCodec.decode("[".repeat(1 << 20))).isEmpty();
    assertThat(MessageCodec.decode("[".repeat(200))).isEmpty();
    assertThat(MessageCodec.decode("{\"v\":" + "1".repeat(200))).isEmpty();
    assertThat(MessageCodec.decode("x".repeat(1 << 20))).isEmpty();
  }

  private static Optional<UnitRef> decodeOrFail(String body, long seed) {
    try {
      return MessageCodec.decode(body);
    } catch (RuntimeException e) {
      return fail("seed %d, body %s".formatted(seed, body), e);
    }
  }

  private static UnitRef anyUnit(Random random) {
    StringBuilder name = new StringBuilder("r");
    for (int i = random.nextInt(63); i > 0; i--) {
      name.append(RUN_CHARACTERS.charAt(random.nextInt(RUN_CHARACTERS.length())));
    }
    RunName run = new RunName(name.toString());
    return new UnitRef(run, UnitId.root(run).child(random.nextInt()));
  }

  private static String damage(String body, Random random) {
    StringBuilder text = new StringBuilder(body);
    for (int i = 1 + random.nextInt(3); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      switch (random.nextInt(5)) {
        case 0 -> text.setCharAt(at, (char) random.nextInt(0x10000));
        case 1 -> text.deleteCharAt(at);
        case 2 -> text.insert(at, "{}[]\",:\\0e\u0000".charAt(random.nextInt(11)));
        case 3 -> text.setLength(at);
        default -> text.insert(at, text.substring(0, at));
      }
    }
    return text.toString();
  }
}

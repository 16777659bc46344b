package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.ChecksumForm;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AlgorithmTest {
  /** What each comes to of the nine digits, by their definitions. */
  private static final Map<Algorithm, String> CHECKS =
      Map.of(
          Algorithm.CRC64NVME, "ae8b14860a799888",
          Algorithm.CRC32C, "e3069283",
          Algorithm.CRC32, "cbf43926",
          Algorithm.SHA256, "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
          Algorithm.SHA1, "f7c3bc1d808e04732adf679965ccc34ca7ae3441");

  @Test
  void each_is_what_its_definition_says() {
    for (Algorithm each : Algorithm.values()) {
      String written = each.of("123456789".getBytes(US_ASCII));
      assertThat(HexFormat.of().formatHex(Base64.getDecoder().decode(written)))
          .as("%s", each)
          .isEqualTo(CHECKS.get(each));
      assertThat(written).hasSize(each.length());
    }
  }

  @Test
  void each_is_the_same_however_the_bytes_come() {
    byte[] bytes = new byte[10_007];
    new Random(1).nextBytes(bytes);
    for (Algorithm each : Algorithm.values()) {
      Algorithm.Running running = each.begin();
      for (int at = 0, n = 1; at < bytes.length; at += n, n = Math.min(n + 3, bytes.length - at)) {
        running.update(ByteBuffer.wrap(bytes, at, n));
      }
      assertThat(running.written()).as("%s", each).isEqualTo(each.of(bytes));
    }
  }

  @Test
  void what_we_cannot_work_out_is_replaced_by_the_usual_one() {
    assertThat(Algorithm.wanted(ChecksumForm.of("XXHASH128", true))).isEqualTo(Algorithm.CRC32C);
    assertThat(Algorithm.wanted(ChecksumForm.of("SHA1", false))).isEqualTo(Algorithm.SHA1);
    assertThat(Algorithm.wanted(null)).isEqualTo(Algorithm.CRC32C);
  }
}

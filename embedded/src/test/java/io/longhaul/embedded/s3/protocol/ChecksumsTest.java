package io.longhaul.embedded.s3.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The check values that the catalogues of CRCs and the digests' standards give. */
class ChecksumsTest {
  @ParameterizedTest
  @CsvSource({
    "CRC32, cbf43926",
    "CRC32C, e3069283",
    "CRC64NVME, ae8b14860a799888",
    "SHA1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225",
  })
  void of_123456789_are_the_published_ones(ChecksumAlgorithm algorithm, String expected) {
    byte[] digits = "x123456789".getBytes(StandardCharsets.US_ASCII);
    var running = algorithm.start();
    running.update(digits, 1, 4);
    running.update(digits, 5, 5);
    assertThat(Digests.hex(running.value())).isEqualTo(expected);
  }
}

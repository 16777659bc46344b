package io.longhaul.coordinator.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.engine.EngineProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarballTest {
  @TempDir private Path folder;
  private Path home;

  @BeforeEach
  void aDistribution() throws IOException {
    home = folder.resolve("dist");
    Files.createDirectories(home.resolve("bin"));
    Files.createDirectories(home.resolve("lib"));
    Files.writeString(home.resolve("bin/longhaul"), "#!/bin/sh\necho it runs\n");
    Files.writeString(home.resolve("lib/longhaul.jar"), "x".repeat(1000));
    Files.writeString(home.resolve("lib/empty.jar"), "");
    Files.writeString(home.resolve("start-25.aot"), "of this machine's JDK");
    Files.writeString(home.resolve("built"), "");
  }

  @Test
  void any_tar_unpacks_it_and_the_launcher_may_be_run() throws Exception {
    Optional<Path> tar = EngineProcess.onPath("tar");
    if (tar.isEmpty()) System.err.println("SKIPPED: tar is not on the PATH");
    assumeTrue(tar.isPresent(), "tar is not on the PATH");
    Path packed = folder.resolve("packed.tar.gz");
    String longName = "n".repeat(120);
    Files.writeString(home.resolve("lib").resolve(longName), "of a long name");
    Tarball.pack(home, packed);
    Process unpacking =
        new ProcessBuilder(tar.get().toString(), "-xzf", packed.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(unpacking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(unpacking.waitFor()).as(said).isZero();
    assertThat(said).isEmpty();
    Path unpacked = folder.resolve("longhaul");
    assertThat(unpacked.resolve("lib/longhaul.jar")).hasContent("x".repeat(1000));
    assertThat(unpacked.resolve("lib/empty.jar")).isEmptyFile();
    assertThat(unpacked.resolve("lib").resolve(longName)).hasContent("of a long name");
    assertThat(unpacked.resolve("bin/longhaul")).isExecutable();
    assertThat(unpacked.resolve("start-25.aot")).doesNotExist();
    assertThat(unpacked.resolve("built")).doesNotExist();
  }

  @Test
  void the_same_files_give_the_same_bytes_at_any_time_and_others_give_others() throws IOException {
    String first = packed();
    Files.setLastModifiedTime(
        home.resolve("lib/longhaul.jar"), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    assertThat(packed()).isEqualTo(first);
    Files.writeString(home.resolve("start-25.aot.4711"), "a start-up cache that is being made");
    assertThat(packed()).isEqualTo(first);
    Files.writeString(home.resolve("lib/longhaul.jar"), "y".repeat(1000));
    assertThat(packed()).isNotEqualTo(first);
  }

  private String packed() {
    try (Packing packing = Packing.of(home)) {
      return packing.shipment().pinned().sha256();
    }
  }

  @Test
  void what_was_packed_for_it_goes_and_a_file_that_was_named_stays() throws IOException {
    Path made;
    try (Packing packing = Packing.of(home)) {
      made = packing.shipment().file();
      assertThat(made).exists();
    }
    assertThat(made).doesNotExist();
    Path named = folder.resolve("named.tar.gz");
    Tarball.pack(home, named);
    try (Packing packing = Packing.of(named)) {
      assertThat(packing.shipment().file()).isEqualTo(named);
      assertThat(packing.shipment().pinned().sha256()).isEqualTo(packed());
    }
    assertThat(named).exists();
  }

  @Test
  void what_is_no_distribution_is_refused() throws IOException {
    Path text = Files.writeString(folder.resolve("text"), "no gzip");
    for (Path wrong : new Path[] {text, folder.resolve("not-there"), folder}) {
      assertThatExceptionOfType(CommandFailed.class)
          .isThrownBy(() -> Packing.of(wrong))
          .withMessageStartingWith("--distribution " + wrong + ": ")
          .matches(failed -> failed.exit() == 2);
    }
  }
}

package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.infra.Deploying.Shipment;
import io.longhaul.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A distribution, made ready to be shipped; what was packed for it goes when it is closed. */
public final class Packing implements AutoCloseable {
  private final Shipment shipment;
  private final boolean ours;

  private Packing(Path file, boolean ours) throws IOException {
    this.shipment = new Shipment(new Wanted.Pinned(Sha256.of(file).hex()), file);
    this.ours = ours;
  }

  /**
   * Packs it.
   *
   * @param distribution a tar.gz, or the folder of one that is unpacked
   * @throws CommandFailed if it is none, saying why
   */
  public static Packing of(Path distribution) {
    try {
      if (Files.isRegularFile(distribution)) {
        refuseUnlessPacked(distribution);
        return new Packing(distribution, false);
      }
      if (!Files.isRegularFile(distribution.resolve("lib/longhaul.jar"))) {
        throw CommandFailed.misused(
            "--distribution %s: no tar.gz, and no folder with lib/longhaul.jar; name one that was"
                    .formatted(distribution)
                + " unpacked or built");
      }
      Path packed = Files.createTempFile("longhaul-", ".tar.gz");
      try {
        Tarball.pack(distribution, packed);
        return new Packing(packed, true);
      } catch (IOException e) {
        Files.deleteIfExists(packed);
        throw e;
      }
    } catch (IOException e) {
      throw CommandFailed.failed("--distribution %s: %s".formatted(distribution, e));
    }
  }

  private static void refuseUnlessPacked(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      if (in.read() == 0x1f && in.read() == 0x8b) return;
    }
    throw CommandFailed.misused(
        "--distribution %s: it is no tar.gz; name one, or an unpacked folder".formatted(file));
  }

  public Shipment shipment() {
    return shipment;
  }

  @Override
  public void close() {
    if (!ours) return;
    try {
      Files.deleteIfExists(shipment.file());
    } catch (IOException e) {
      // it is in the system's own folder for such files, and harms nobody
    }
  }
}

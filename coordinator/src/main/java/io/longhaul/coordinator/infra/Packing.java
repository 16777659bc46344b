package io.longhaul.coordinator.infra;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.infra.Deploying.Shipment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A distribution, made ready to be shipped; what was packed for it goes when it is closed. */
public final class Packing implements AutoCloseable {
  private final Shipment shipment;
  private final boolean ours;

  private Packing(Path file, boolean ours) throws IOException {
    this.shipment = new Shipment(new Wanted.Pinned(sha256(file)), file);
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

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
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

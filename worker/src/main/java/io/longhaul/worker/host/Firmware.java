package io.longhaul.worker.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the firmware of a Linux machine says of who made it: whether that is EC2 is known without a
 * request, which on a laptop would go unanswered.
 *
 * <p>EC2's user guide, "Detect whether a host is an EC2 instance": the vendor on Nitro, the
 * hypervisor's UUID on Xen.
 */
final class Firmware {
  private static final int LONGEST = 200;

  private final Path sys;

  /**
   * @param sys where the kernel tells, which is {@code /sys}
   */
  Firmware(Path sys) {
    this.sys = sys;
  }

  boolean isEc2() {
    return read("class/dmi/id/sys_vendor").equals("amazon ec2")
        || read("hypervisor/uuid").startsWith("ec2");
  }

  private String read(String file) {
    try (var in = Files.newInputStream(sys.resolve(file))) {
      String text = new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
      return text.strip().toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      return ""; // another system, or one that does not tell
    }
  }
}

package io.longhaul.coordinator.infra;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Packs a distribution: the same files give the same bytes, whenever and wherever they are packed,
 * so that it is shipped once.
 *
 * <p>The form is POSIX.1-1988's ustar, of which plain files are all that a distribution has.
 */
final class Tarball {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;

  /** What machines have their own of: start-up caches of a JDK, and the launcher's note. */
  private static final List<String> LEFT_OUT = List.of(".aot", "/built");

  private Tarball() {}

  /**
   * Packs all files below a folder, as {@code longhaul/...}.
   *
   * @throws IOException if a file cannot be read, or its name is too long for the form
   */
  static void pack(Path folder, Path target) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    try (OutputStream out =
        new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
      for (Path file : files) {
        String name = "longhaul/" + folder.relativize(file).toString().replace('\\', '/');
        if (LEFT_OUT.stream().noneMatch(name::endsWith)) add(name, file, out);
      }
      out.write(new byte[2 * BLOCK]);
    }
  }

  private static void add(String name, Path file, OutputStream out) throws IOException {
    long size = Files.size(file);
    // By its name and not by the file system's word, which differs from one to another.
    boolean program = name.startsWith("longhaul/bin/") || name.endsWith(".sh");
    out.write(header(name, size, program ? 0755 : 0644));
    long copied;
    try (InputStream in = Files.newInputStream(file)) {
      copied = in.transferTo(out);
    }
    if (copied != size) throw new IOException(file + " changed while it was packed");
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  private static byte[] header(String name, long size, int mode) throws IOException {
    byte[] header = new byte[BLOCK];
    byte[] named = name.getBytes(StandardCharsets.UTF_8);
    if (named.length > LONGEST_NAME) throw new IOException("too long a name to pack: " + name);
    System.arraycopy(named, 0, header, 0, named.length);
    octal(header, 100, 8, mode);
    octal(header, 108, 8, 0); // owner and group: root
    octal(header, 116, 8, 0);
    octal(header, 124, 12, size);
    octal(header, 136, 12, 0); // of no time, so that it is always the same
    header[156] = '0';
    put(header, 257, "ustar\u000000");
    put(header, 148, "        "); // the sum is taken over itself as spaces
    int sum = 0;
    for (byte each : header) sum += each & 0xff;
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    return header;
  }

  private static void octal(byte[] header, int at, int length, long value) throws IOException {
    String digits = Long.toOctalString(value);
    if (digits.length() >= length) throw new IOException("too large to pack: " + value);
    put(header, at, "0".repeat(length - 1 - digits.length()) + digits);
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}

package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An object being written where nobody sees it; closing without publishing leaves nothing. */
public final class Draft implements AutoCloseable {
  /** Fewer zeros are written: file systems leave out whole blocks only. */
  private static final int HOLE = 4 << 10;

  private static final byte[] ZEROS = new byte[1 << 18];

  private final Path file;
  private final FileChannel channel;
  private final MessageDigest md5 = Digests.md5();
  private @Nullable String etag;

  Draft(Path file) throws IOException {
    this.file = file;
    this.channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  public void write(byte[] bytes, int offset, int length) throws IOException {
    md5.update(bytes, offset, length);
    keep(bytes, offset, length);
  }

  /** What is all zeros is left out of the file: it reads as zeros, and takes no room. */
  private void keep(byte[] bytes, int offset, int length) throws IOException {
    boolean zeros =
        length >= HOLE
            && length <= ZEROS.length
            && Arrays.equals(bytes, offset, offset + length, ZEROS, 0, length);
    if (zeros) {
      channel.position(channel.position() + length);
      return;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) channel.write(buffer);
  }

  /** As {@link #transferFrom}, of content that may be zeros for long stretches. */
  public void takeFrom(FileChannel source, long length) throws IOException {
    byte[] bytes = new byte[(int) Math.min(ZEROS.length, Math.max(1, length))];
    for (long done = 0; done < length; ) {
      int most = (int) Math.min(bytes.length, length - done);
      int got = source.read(ByteBuffer.wrap(bytes, 0, most), done);
      if (got < 0) throw new IOException("source shrank while it was copied");
      keep(bytes, 0, got);
      done += got;
    }
  }

  /** Takes bytes whose ETag is known or given later: the kernel copies, nothing is hashed. */
  public void transferFrom(FileChannel source, long from, long length) throws IOException {
    long done = 0;
    while (done < length) {
      long moved = source.transferTo(from + done, length - done, channel);
      if (moved <= 0) throw new IOException("source shrank while it was copied");
      done += moved;
    }
  }

  /** For content that came by {@link #transferFrom} or has an ETag of another kind. */
  public void etag(String known) {
    etag = known;
  }

  /** The ETag so far; asking ends the hashing. */
  public String etag() {
    if (etag == null) etag = Digests.hex(md5.digest());
    return etag;
  }

  public long size() throws IOException {
    return channel.isOpen() ? channel.position() : Files.size(file);
  }

  /** Nothing more will be written; the file as it will be published. */
  Stat seal() throws IOException {
    long end = channel.position();
    // zeros at the end were left out: the last of them makes the file as long as it is
    if (channel.size() < end) channel.write(ByteBuffer.allocate(1), end - 1);
    channel.close();
    Stat stat = Stat.of(file);
    if (stat == null) throw new IOException("draft vanished: " + file.getFileName());
    return stat;
  }

  Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}

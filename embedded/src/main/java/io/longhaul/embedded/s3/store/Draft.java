package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.Digests;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** An object being written where nobody sees it; closing without publishing leaves nothing. */
public final class Draft implements AutoCloseable {
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
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    while (buffer.hasRemaining()) channel.write(buffer);
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
    return channel.isOpen() ? channel.size() : Files.size(file);
  }

  /** Nothing more will be written; the file as it will be published. */
  Stat seal() throws IOException {
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

package io.longhaul.embedded.s3.store;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Keeps what the index has not yet committed: one write each, before the file is moved into place.
 *
 * <p>Survives a killed process, not a power cut; then the files are read again.
 */
final class Journal implements AutoCloseable {
  private static final int MAX_RECORD = 1 << 20;

  private final Path folder;
  private final Opener opener;
  private final List<Older> older = new ArrayList<>();
  private long generation;
  private FileChannel channel;

  /** Of the last whole record. */
  private long end;

  private boolean empty = true;
  private long turns;

  /** A file that is written no more, and the turn whose commit covers it. */
  private record Older(Path file, long turn) {}

  /** Opens a new file; for tests, whose disks are full when they like. */
  @FunctionalInterface
  interface Opener {
    FileChannel open(Path file) throws IOException;
  }

  Journal(Path folder) throws IOException {
    this(
        folder,
        file -> FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  Journal(Path folder, Opener opener) throws IOException {
    this.folder = folder;
    this.opener = opener;
    try (var files = Files.newDirectoryStream(folder, "journal-*")) {
      for (Path file : files) older.add(new Older(file, 0));
    }
    older.sort(Comparator.comparingLong(each -> generation(each.file())));
    generation = older.isEmpty() ? 0 : generation(older.getLast().file());
    channel = next();
  }

  private static long generation(Path file) {
    return Long.parseLong(String.valueOf(file.getFileName()).substring("journal-".length()));
  }

  private FileChannel next() throws IOException {
    end = 0;
    return opener.open(folder.resolve("journal-" + ++generation));
  }

  /** One record as it was written. */
  record Line(String bucket, Key key, Entry entry) {}

  /**
   * Keeps one record, all of it or nothing.
   *
   * @throws IOException if it is not kept: whoever asked for it must not be told that it is
   */
  synchronized void append(Line line) throws IOException {
    var bytes = new ByteArrayOutputStream(256);
    var out = new DataOutputStream(bytes);
    out.writeUTF(line.bucket());
    out.writeShort(line.key().utf8().length);
    out.write(line.key().utf8());
    byte[] entry = EntryCodec.encode(line.entry());
    out.writeInt(entry.length);
    out.write(entry);
    var crc = new CRC32();
    crc.update(bytes.toByteArray());
    ByteBuffer record = ByteBuffer.allocate(8 + bytes.size());
    record.putInt(bytes.size()).putInt((int) crc.getValue()).put(bytes.toByteArray()).flip();
    try {
      while (record.hasRemaining()) channel.write(record);
    } catch (IOException | RuntimeException e) {
      cutBack(e);
      throw e;
    }
    end += record.limit();
    empty = false;
  }

  /** Takes a torn record away again: in a file that has one, none behind it is ever read. */
  private void cutBack(Exception why) {
    try {
      channel.truncate(end).position(end);
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
      goOnElsewhere(why);
    }
  }

  /** Leaves the file with its torn end; if there is no other, every append fails from now on. */
  private void goOnElsewhere(Exception why) {
    try {
      leave(turns + 1);
    } catch (IOException | RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  synchronized boolean isEmpty() {
    return empty && older.isEmpty();
  }

  /** What is written from now on is kept apart from what the coming commit will cover. */
  synchronized void turn() throws IOException {
    turns++;
    if (!empty) leave(turns);
  }

  /**
   * @param covering the turn whose commit covers what the file holds
   */
  private void leave(long covering) throws IOException {
    if (channel.isOpen()) { // not where the next one could not be made
      channel.close();
      older.add(new Older(folder.resolve("journal-" + generation), covering));
    }
    channel = next();
    empty = true;
  }

  /** Drops what was covered more than so many turns ago. */
  synchronized void forgetBefore(int turnsAgo) throws IOException {
    while (!older.isEmpty() && older.getFirst().turn() <= turns - turnsAgo) {
      Files.deleteIfExists(older.removeFirst().file());
    }
  }

  /** The index has lost its last commits: all that is kept is for the next ones to cover. */
  synchronized void keepAll() throws IOException {
    turn();
    older.replaceAll(each -> new Older(each.file(), turns));
  }

  /** The index is closed and complete: nothing is needed any more. */
  synchronized void forget() throws IOException {
    turn();
    forgetBefore(0);
  }

  /** Gives what is kept in files of earlier turns, oldest first; stops in one at a torn record. */
  synchronized void replay(Reader reader) throws IOException {
    for (Older each : List.copyOf(older)) {
      try (InputStream in = Files.newInputStream(each.file());
          var data = new DataInputStream(new java.io.BufferedInputStream(in))) {
        while (readOne(data, reader)) {}
      } catch (EOFException e) {
        // killed while writing: that object was not acknowledged
      }
    }
  }

  private static boolean readOne(DataInputStream in, Reader reader) throws IOException {
    int length = in.readInt();
    int expected = in.readInt();
    if (length <= 0 || length > MAX_RECORD) return false;
    byte[] bytes = in.readNBytes(length);
    var crc = new CRC32();
    crc.update(bytes);
    if (bytes.length < length || (int) crc.getValue() != expected) return false;
    var record = new DataInputStream(new java.io.ByteArrayInputStream(bytes));
    String bucket = record.readUTF();
    byte[] key = record.readNBytes(record.readUnsignedShort());
    byte[] entry = record.readNBytes(record.readInt());
    reader.read(new Line(bucket, Key.ofBytes(key), EntryCodec.decode(entry)));
    return true;
  }

  @FunctionalInterface
  interface Reader {
    void read(Line line) throws IOException;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
    if (empty) Files.deleteIfExists(folder.resolve("journal-" + generation));
  }
}

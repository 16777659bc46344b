package io.longhaul.embedded.s3.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Entries as bytes, for the index and its journal. */
final class EntryCodec {
  private static final int FORMAT = 1;

  private EntryCodec() {}

  static byte[] encode(Entry entry) {
    try {
      var bytes = new ByteArrayOutputStream(160);
      var out = new DataOutputStream(bytes);
      out.writeByte(FORMAT);
      out.writeLong(entry.stat().size());
      out.writeLong(entry.stat().mtimeNanos());
      out.writeLong(entry.stat().inode());
      out.writeUTF(entry.etag());
      out.writeBoolean(entry.blob());
      write(out, entry.headers());
      write(out, entry.checksums());
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Entry decode(byte[] bytes) {
    try {
      var in = new DataInputStream(new ByteArrayInputStream(bytes));
      int format = in.readUnsignedByte();
      if (format != FORMAT) throw new IOException("unknown entry format " + format);
      var stat = new Stat(in.readLong(), in.readLong(), in.readLong());
      return new Entry(stat, in.readUTF(), in.readBoolean(), read(in), read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(DataOutputStream out, Map<String, String> map) throws IOException {
    out.writeShort(map.size());
    for (var each : map.entrySet()) {
      out.writeUTF(each.getKey());
      out.writeUTF(each.getValue());
    }
  }

  static Map<String, String> read(DataInputStream in) throws IOException {
    int size = in.readUnsignedShort();
    if (size == 0) return Map.of();
    var map = new HashMap<String, String>();
    for (int i = 0; i < size; i++) map.put(in.readUTF(), in.readUTF());
    return map;
  }
}

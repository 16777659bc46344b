package io.longhaul.embedded.s3.store;

import java.util.ArrayList;
import java.util.Arrays;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Reads one page from a bucket's map; a group costs one step, however many keys it hides. */
final class Listing {
  private Listing() {}

  static Page page(MVMap<byte[], byte[]> map, ListRequest request) {
    var objects = new ArrayList<Page.Listed>();
    var groups = new ArrayList<Key>();
    ListRequest.Position last = null;
    if (request.max() == 0) return new Page(objects, groups, null);
    Cursor<byte[], byte[]> cursor = map.cursor(request.from());
    while (cursor.hasNext()) {
      byte[] key = cursor.next();
      if (!startsWith(key, request.prefix())) break;
      if (objects.size() + groups.size() == request.max()) return new Page(objects, groups, last);
      byte[] group = group(key, request);
      if (group == null) {
        objects.add(new Page.Listed(Key.ofBytes(key), EntryCodec.decode(cursor.getValue())));
        last = new ListRequest.Position(key, false);
      } else {
        groups.add(Key.ofBytes(group));
        last = new ListRequest.Position(group, true);
        cursor = map.cursor(ListRequest.behind(group));
      }
    }
    return new Page(objects, groups, null);
  }

  private static byte @Nullable [] group(byte[] key, ListRequest request) {
    byte[] delimiter = request.delimiter();
    if (delimiter.length == 0) return null;
    for (int i = request.prefix().length; i + delimiter.length <= key.length; i++) {
      if (Arrays.equals(key, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return Arrays.copyOf(key, i + delimiter.length);
      }
    }
    return null;
  }

  private static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }
}

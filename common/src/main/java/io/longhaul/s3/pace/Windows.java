package io.longhaul.s3.pace;

import io.longhaul.time.Time;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The windows of the places that were asked last, a bounded number of them.
 *
 * <p>S3 limits the requests of a partition, which is some leading part of a bucket's keys, and
 * reads and writes apart. Which part nobody says; here it is what comes before the last slash in a
 * key's first 32 characters, and the whole bucket for keys that have none there. Too small a part
 * has its neighbours shrink each by itself; too large a one is as slow as its slowest partition.
 */
final class Windows {
  private static final int LOOKED_AT = 32;

  /** How many are looked at, at once, to drop one: two are as many as come. */
  private static final int MOST_TRIES = 3;

  private final PaceSettings settings;
  private final Time time;
  private final LinkedHashMap<Place, Window> windows = new LinkedHashMap<>(16, 0.75f, true);

  /** Reads never wait for writes: a body that is read again would else wait for its own PUT. */
  private record Place(boolean writes, String bucket, String part) {}

  Windows(PaceSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
  }

  Window reads(String bucket, String key) {
    return of(new Place(false, bucket, part(key)));
  }

  Window writes(String bucket, String key) {
    return of(new Place(true, bucket, part(key)));
  }

  static String part(String key) {
    int slash = key.lastIndexOf('/', LOOKED_AT - 1);
    return slash < 0 ? "" : key.substring(0, slash + 1);
  }

  private Window of(Place place) {
    synchronized (windows) {
      Window window =
          windows.computeIfAbsent(
              place, absent -> new Window(time, settings.first(), settings.most()));
      if (windows.size() > settings.places()) drop();
      return window;
    }
  }

  /** The eldest; one that is in use stays, and there are never more of those than requests. */
  private void drop() {
    for (int tries = 0; tries < MOST_TRIES && windows.size() > settings.places(); tries++) {
      Map.Entry<Place, Window> eldest = windows.firstEntry();
      if (eldest.getValue().idle()) windows.remove(eldest.getKey());
      else windows.get(eldest.getKey()); // makes it the youngest
    }
  }

  int count() {
    synchronized (windows) {
      return windows.size();
    }
  }
}

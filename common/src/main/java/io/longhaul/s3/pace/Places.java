package io.longhaul.s3.pace;

import io.longhaul.time.Time;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The places that were asked last, a bounded number of them.
 *
 * <p>S3 limits the requests of a partition, which is some leading part of a bucket's keys, and
 * reads and writes apart. Which part nobody says. So a bucket has one speed, of which a place that
 * is slow by itself gets its own; a place is what comes before the last slash in a key's first 32
 * characters, and the whole bucket for keys that have none there.
 */
final class Places {
  private static final int LOOKED_AT = 32;

  /** How many are looked at, at once, to drop one: two are as many as come. */
  private static final int MOST_TRIES = 3;

  private final PaceSettings settings;
  private final Time time;
  private final LinkedHashMap<Part, Place> places = new LinkedHashMap<>(16, 0.75f, true);
  private final LinkedHashMap<Bucket, Whole> wholes = new LinkedHashMap<>(16, 0.75f, true);

  /** Reads never wait for writes: a body that is read again would else wait for its own PUT. */
  private record Bucket(boolean writes, String name) {}

  private record Part(Bucket bucket, String keys) {}

  Places(PaceSettings settings, Time time) {
    this.settings = settings;
    this.time = time;
  }

  Place reads(String bucket, String key) {
    return of(new Part(new Bucket(false, bucket), part(key)));
  }

  Place writes(String bucket, String key) {
    return of(new Part(new Bucket(true, bucket), part(key)));
  }

  static String part(String key) {
    int slash = key.lastIndexOf('/', LOOKED_AT - 1);
    return slash < 0 ? "" : key.substring(0, slash + 1);
  }

  private Place of(Part part) {
    synchronized (places) {
      Place place =
          places.computeIfAbsent(part, absent -> new Place(time, settings, whole(part.bucket())));
      if (places.size() > settings.places()) drop();
      return place;
    }
  }

  /** One that is dropped lives on in its places. */
  private Whole whole(Bucket bucket) {
    Whole whole = wholes.computeIfAbsent(bucket, absent -> new Whole(time));
    if (wholes.size() > settings.places()) wholes.pollFirstEntry();
    return whole;
  }

  /** The eldest; one that is in use stays, and there are never more of those than requests. */
  private void drop() {
    for (int tries = 0; tries < MOST_TRIES && places.size() > settings.places(); tries++) {
      Map.Entry<Part, Place> eldest = places.firstEntry();
      if (eldest.getValue().window.idle()) places.remove(eldest.getKey());
      else places.get(eldest.getKey()); // makes it the youngest
    }
  }

  int count() {
    synchronized (places) {
      return places.size();
    }
  }
}

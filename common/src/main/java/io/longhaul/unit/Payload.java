package io.longhaul.unit;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a unit is about, sealed by shape and not by kind, so that a new kind adds nothing here. */
public sealed interface Payload {

  /**
   * What a unit with this payload counts as when it is dead or cancelled: all of it, unfinished.
   */
  Tally unfinished(Fate fate);

  /** A whole job still to be cut up, from this cut on. */
  record Root(long from) implements Payload {
    public Root {
      if (from < 0) throw new IllegalArgumentException("root from " + from + ": not below 0");
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.UNKNOWN, 1, 0);
    }
  }

  /**
   * The keys that begin with {@code prefix}, lie above {@code after} and not above {@code until}.
   *
   * @param after StartAfter verbatim, a full key; empty: from the prefix's first key on
   * @param until a full key, included; null: to the prefix's last key
   * @param uncut whether a look at it is still to say where it is best cut, before anything of it
   *     is dealt with
   */
  record Range(String prefix, String after, @Nullable String until, boolean uncut)
      implements Payload {
    public Range(String prefix, String after, @Nullable String until) {
      this(prefix, after, until, false);
    }

    public Range {
      if (until != null && KeyOrder.compare(after, until) >= 0) {
        throw new IllegalArgumentException(
            "range after '%s' until '%s': holds no key".formatted(after, until));
      }
    }

    public boolean holds(String key) {
      return key.startsWith(prefix)
          && (after.isEmpty() || KeyOrder.compare(key, after) > 0)
          && (until == null || KeyOrder.compare(key, until) <= 0);
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.UNKNOWN, 1, 0);
    }
  }

  /**
   * Objects by name, as the listing that found them saw them.
   *
   * @param alone why they failed in a unit of which others did not fail; null: not known of them
   * @param turn how often their copy in parts came to nothing, because the source had changed
   */
  record Keys(List<Listed> objects, @Nullable FailureClass alone, int turn) implements Payload {
    public Keys {
      objects = List.copyOf(objects);
      if (objects.isEmpty()) throw new IllegalArgumentException("keys: at least one object");
      if (turn < 0) throw new IllegalArgumentException("keys of turn " + turn + ": not below 0");
    }

    public Keys(List<Listed> objects, @Nullable FailureClass alone) {
      this(objects, alone, 0);
    }

    public Keys(List<Listed> objects) {
      this(objects, null);
    }

    @Override
    public Tally unfinished(Fate fate) {
      long bytes = objects.stream().mapToLong(Listed::size).sum();
      return Tally.of(Fate.RECEIVED, objects.size(), bytes).with(fate, objects.size(), bytes);
    }
  }

  /**
   * One object of {@link Keys}: a full source key and the size in bytes that was counted for it.
   *
   * @param note what its kind found out about it, in words of its own; null: nothing
   */
  record Listed(String key, long size, @Nullable String note) {
    public Listed(String key, long size) {
      this(key, size, null);
    }
  }

  /**
   * One large object on its way in parts, as it was decided on: all of its parts are taken from
   * this content of the source and no other.
   *
   * @param object as it was counted
   * @param size of the source when it was decided on, in bytes
   * @param etag of the source then
   * @param target the ETag of what lay at the target then; null: nothing did
   * @param upload the store's name for the upload that gathers the parts
   * @param partSize of each part but the last, in bytes
   * @param turn as {@link Keys#turn}
   * @param checksum that the source has, which the upload was begun with as far as that goes; null:
   *     none that is known
   */
  record Assembly(
      Listed object,
      long size,
      String etag,
      @Nullable String target,
      String upload,
      long partSize,
      int turn,
      @Nullable String checksum) {
    public Assembly(
        Listed object,
        long size,
        String etag,
        @Nullable String target,
        String upload,
        long partSize,
        int turn) {
      this(object, size, etag, target, upload, partSize, turn, null);
    }

    public Assembly {
      if (size < 1 || partSize < 1) {
        throw new IllegalArgumentException(
            "assembly of %d bytes in parts of %d: at least 1 each".formatted(size, partSize));
      }
      if (turn < 0) throw new IllegalArgumentException("turn " + turn + ": not below 0");
    }

    Tally whole(Fate fate) {
      return Tally.of(Fate.RECEIVED, 1, object.size()).with(fate, 1, object.size());
    }
  }

  /** Some parts of an object, numbered from 1; they count nothing, their object does as a whole. */
  record Parts(Assembly of, int first, int last) implements Payload {
    public Parts {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException("parts %d to %d: at least one".formatted(first, last));
      }
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.NONE;
    }
  }

  /**
   * An object to be made of its parts.
   *
   * @param etag what it must come to, by its parts; null: not known (yet)
   * @param beside what is to be counted beside it, once it is copied
   */
  record Complete(Assembly of, @Nullable String etag, Set<Fate> beside) implements Payload {
    public Complete {
      beside = Set.copyOf(beside);
      for (Fate each : beside) {
        if (!each.isBeside()) throw new IllegalArgumentException(each + ": an end of its own");
      }
    }

    public Complete(Assembly of, @Nullable String etag) {
      this(of, etag, Set.of());
    }

    @Override
    public Tally unfinished(Fate fate) {
      return of.whole(fate);
    }
  }

  /**
   * Part of an object that lists other objects: of a manifest, or of a file that a manifest names.
   *
   * @param etag what the object must still be, else the unit is refused
   * @param columns what its rows hold, in a form that their reader understands
   * @param gzip whether it is packed, so that its rows can only be counted from its beginning
   * @param from where it begins: the first byte at which a row may begin, or, if it is packed or
   *     names files, the number of the first row, counted from 0
   * @param until likewise, not included
   */
  record Slice(
      String bucket, String key, String etag, String columns, boolean gzip, long from, long until)
      implements Payload {
    public Slice {
      if (from < 0 || until <= from) {
        throw new IllegalArgumentException("slice from %d until %d".formatted(from, until));
      }
    }

    /** Another part of the same. */
    public Slice part(long begin, long end) {
      return new Slice(bucket, key, etag, columns, gzip, begin, end);
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.UNKNOWN, 1, 0);
    }
  }

  /** Things by an id that only their kind understands. */
  record Items(List<String> ids) implements Payload {
    public Items {
      ids = List.copyOf(ids);
      if (ids.isEmpty()) throw new IllegalArgumentException("items: at least one id");
    }

    @Override
    public Tally unfinished(Fate fate) {
      return Tally.of(Fate.RECEIVED, ids.size(), 0).with(fate, ids.size(), 0);
    }
  }
}

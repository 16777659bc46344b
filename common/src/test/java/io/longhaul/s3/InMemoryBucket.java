package io.longhaul.s3;

import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One bucket's objects in byte order, with S3's rules of listing and of conditions. */
final class InMemoryBucket {
  private static final Acl.Grant OWNERS_OWN =
      new Acl.Grant(new Acl.Account("owner", null), "FULL_CONTROL");
  private static final Acl OWNERS = new Acl("owner", List.of(OWNERS_OWN));
  private static final Acl PUBLIC =
      new Acl(
          "owner",
          List.of(
              OWNERS_OWN,
              new Acl.Grant(
                  new Acl.Group("http://acs.amazonaws.com/groups/global/AllUsers"), "READ")));

  private final NavigableMap<String, StoredObject> objects = new TreeMap<>(KeyOrder.BYTES);
  final String region;
  private final Map<String, Map<String, String>> tags = new HashMap<>();
  private final Map<String, Acl> acls = new HashMap<>();
  final InMemoryUploads uploads = new InMemoryUploads();

  InMemoryBucket(String region) {
    this.region = region;
  }

  synchronized Optional<StoredObject> find(String key) {
    return Optional.ofNullable(objects.get(key));
  }

  synchronized Optional<Described> describe(String key) {
    int many = tags.getOrDefault(key, Map.of()).size();
    return find(key)
        .map(object ->
            new Described(
                object.listed(),
                object.traits().withTags(Map.of()).withAcl(null),
                many,
                0,
                checksum(object)));
  }

  /** Its value is nobody's matter in memory. */
  private static @Nullable Checksum checksum(StoredObject object) {
    ChecksumForm form = object.checksum();
    return form == null ? null : new Checksum(form.algorithm(), "AAAA", form.whole());
  }

  synchronized List<StoredObject> all() {
    return List.copyOf(objects.values());
  }

  /** Stores it if the condition holds at this instant. */
  synchronized Written store(StoredObject object, Expect expect) {
    if (!holds(expect, objects.get(object.key()))) return new Written.Changed();
    objects.put(object.key(), object);
    tags.put(object.key(), object.traits().tags());
    acls.remove(object.key());
    return new Written.Stored(object.etag(), object.checksum());
  }

  /** Removes it; of an object that is not there, S3 says no more than that it is not there now. */
  synchronized Written remove(String key, Expect expect) {
    StoredObject there = objects.get(key);
    if (there == null) return expect instanceof Expect.Etag ? new Written.Missing() : deleted();
    if (!holds(expect, there)) return new Written.Changed();
    objects.remove(key);
    return deleted();
  }

  /** None of its versions but the one that it shows. */
  synchronized VersionPage versions(VersionsRequest request) {
    VersionMarker after = request.after();
    List<ListedVersion> page = new ArrayList<>();
    for (StoredObject object : tail(request.prefix(), after == null ? null : after.key())) {
      if (!object.key().startsWith(request.prefix())) break;
      if (page.size() == request.maxVersions()) {
        return new VersionPage(page, new VersionMarker(page.getLast().key(), "null"));
      }
      page.add(new ListedVersion.Stored(object.listed(), "null", true));
    }
    return new VersionPage(page, null);
  }

  synchronized Optional<Map<String, String>> tags(String key) {
    return find(key).map(object -> tags.getOrDefault(key, Map.of()));
  }

  synchronized Written putTags(String key, Map<String, String> all) {
    if (!objects.containsKey(key)) return new Written.Missing();
    tags.put(key, Map.copyOf(all));
    return deleted();
  }

  synchronized Optional<Acl> acl(String key) {
    return find(key).map(object -> acls.getOrDefault(key, OWNERS));
  }

  synchronized Written putAcl(String key, AclChange change) {
    if (!objects.containsKey(key)) return new Written.Missing();
    Acl acl =
        switch (change) {
          case AclChange.Same same -> same.acl();
          case AclChange.Canned(String name) when name.equals("public-read") -> PUBLIC;
          case AclChange.Canned canned -> OWNERS;
        };
    acls.put(key, acl);
    return deleted();
  }

  private static Written deleted() {
    return new Written.Stored("");
  }

  private static boolean holds(Expect expect, @Nullable StoredObject there) {
    return switch (expect) {
      case Expect.Anything anything -> true;
      case Expect.Absent absent -> there == null;
      case Expect.Etag match -> there != null && there.etag().equals(match.etag());
    };
  }

  /** A token is the last thing of its page: a key, or a prefix that stands for all below it. */
  synchronized ListPage list(ListRequest request) {
    String token = request.token();
    String above = token != null ? token : request.startAfter();
    boolean group = token != null && request.delimiter() != null && isGroup(request, token);
    List<ListedObject> listed = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = null;
    for (StoredObject object : tail(request.prefix(), above)) {
      String key = object.key();
      if (!key.startsWith(request.prefix())) break;
      if (group && key.startsWith(above)) continue;
      String rolledUp = groupOf(request, key);
      if (rolledUp != null && !prefixes.isEmpty() && rolledUp.equals(prefixes.getLast())) continue;
      if (listed.size() + prefixes.size() == request.maxKeys()) {
        return new ListPage(listed, prefixes, last);
      }
      if (rolledUp == null) listed.add(object.listed());
      else prefixes.add(rolledUp);
      last = rolledUp == null ? key : rolledUp;
    }
    return new ListPage(listed, prefixes, null);
  }

  private Iterable<StoredObject> tail(String prefix, @Nullable String above) {
    boolean fromPrefix = above == null || KeyOrder.compare(above, prefix) < 0;
    return fromPrefix
        ? objects.tailMap(prefix, true).values()
        : objects.tailMap(above, false).values();
  }

  private static boolean isGroup(ListRequest request, String token) {
    return token.equals(groupOf(request, token));
  }

  private static @Nullable String groupOf(ListRequest request, String key) {
    String delimiter = request.delimiter();
    if (delimiter == null) return null;
    int at = key.indexOf(delimiter, request.prefix().length());
    return at < 0 ? null : key.substring(0, at + delimiter.length());
  }
}

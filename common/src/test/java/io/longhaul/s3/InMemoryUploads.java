package io.longhaul.s3;

import io.longhaul.unit.FailureClass;
import io.longhaul.unit.KeyOrder;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One bucket's open uploads, with S3's rules of parts. */
final class InMemoryUploads {
  private static final Comparator<Open> ORDER =
      Comparator.<Open, String>comparing(open -> open.upload().key(), KeyOrder.BYTES)
          .thenComparing(open -> open.upload().id());

  private final NavigableMap<String, Open> byId = new TreeMap<>();
  private long made;

  private record Open(
      OpenUpload upload,
      UploadRequest request,
      Instant initiated,
      @Nullable CustomerKey customerKey,
      NavigableMap<Integer, StoredObject> parts) {}

  synchronized OpenUpload create(UploadRequest request, Instant now, @Nullable CustomerKey key) {
    String id = "upload-%08d".formatted(++made);
    OpenUpload upload = new OpenUpload(request.bucket(), request.key(), id);
    byId.put(id, new Open(upload, request, now, key, new TreeMap<>()));
    return upload;
  }

  private Optional<Open> find(OpenUpload upload) {
    return Optional.ofNullable(byId.get(upload.id())).filter(open -> open.upload().equals(upload));
  }

  synchronized boolean isThere(OpenUpload upload) {
    return find(upload).isPresent();
  }

  synchronized PartWritten put(OpenUpload upload, int number, StoredObject part) {
    Optional<Open> open = find(upload);
    if (open.isEmpty()) return new PartWritten.NoUpload();
    if (!Objects.equals(part.customerKey(), open.get().customerKey())) {
      throw refused("InvalidRequest", open.get());
    }
    open.get().parts().put(number, part);
    return new PartWritten.Stored(part.etag());
  }

  /**
   * Makes the object.
   *
   * @param store keeps it, if the target is as expected
   */
  synchronized Completed complete(
      CompleteRequest request,
      long minimum,
      Instant now,
      BiFunction<StoredObject, Expect, Written> store) {
    Optional<Open> found = find(request.upload());
    if (found.isEmpty()) return new Completed.NoUpload();
    Open open = found.get();
    List<StoredObject> parts = choose(request, open, minimum);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (StoredObject part : parts) all.writeBytes(part.bytes());
    StoredObject object =
        new StoredObject(
            open.upload().key(),
            all.toByteArray(),
            etag(parts),
            now,
            open.request().traits(),
            open.request().checksum());
    StoredObject hidden = object.under(open.customerKey());
    return switch (store.apply(hidden, request.expect())) {
      case Written.Stored stored -> {
        byId.remove(request.upload().id());
        yield new Completed.Stored(stored.etag(), stored.checksum());
      }
      case Written.Changed changed -> new Completed.Changed();
      case Written.Missing missing -> new Completed.Changed();
    };
  }

  private static List<StoredObject> choose(CompleteRequest request, Open open, long minimum) {
    List<StoredObject> parts = new ArrayList<>();
    int last = 0;
    for (Part part : request.parts()) {
      if (part.number() <= last) throw refused("InvalidPartOrder", open);
      last = part.number();
      StoredObject there = open.parts().get(last);
      if (there == null || !there.etag().equals(part.etag())) throw refused("InvalidPart", open);
      parts.add(there);
    }
    for (StoredObject part : parts.subList(0, parts.size() - 1)) {
      if (part.bytes().length < minimum) throw refused("EntityTooSmall", open);
    }
    return parts;
  }

  private static StoreException refused(String code, Open open) {
    return InMemoryObjectStore.failure(FailureClass.REFUSED, code, open.upload().key());
  }

  /** The MD5 of the parts' MD5s, and how many they are. */
  private static String etag(List<StoredObject> parts) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (StoredObject part : parts) md5.update(HexFormat.of().parseHex(part.etag()));
      return HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  synchronized void abort(OpenUpload upload) {
    if (isThere(upload)) byId.remove(upload.id());
  }

  synchronized Optional<PartPage> parts(PartsRequest request) {
    Optional<Open> open = find(request.upload());
    if (open.isEmpty()) return Optional.empty();
    List<ListedPart> page = new ArrayList<>();
    for (var each : open.get().parts().tailMap(request.after(), false).entrySet()) {
      if (page.size() == request.maxParts()) {
        return Optional.of(new PartPage(page, page.getLast().number()));
      }
      StoredObject part = each.getValue();
      page.add(new ListedPart(each.getKey(), part.bytes().length, part.etag(), part.modified()));
    }
    return Optional.of(new PartPage(page, null));
  }

  synchronized UploadPage list(UploadsRequest request) {
    List<ListedUpload> page = new ArrayList<>();
    List<Open> all = byId.values().stream().sorted(ORDER).toList();
    for (Open open : all) {
      OpenUpload upload = open.upload();
      if (!upload.key().startsWith(request.prefix()) || !isBehind(upload, request)) continue;
      if (page.size() == request.maxUploads()) {
        return new UploadPage(page, page.getLast().upload());
      }
      page.add(new ListedUpload(upload, open.initiated()));
    }
    return new UploadPage(page, null);
  }

  private static boolean isBehind(OpenUpload upload, UploadsRequest request) {
    OpenUpload after = request.after();
    if (after == null) return true;
    int keys = KeyOrder.compare(upload.key(), after.key());
    return keys != 0 ? keys > 0 : upload.id().compareTo(after.id()) > 0;
  }
}

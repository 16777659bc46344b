package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.s3.Trait.Cell;
import io.longhaul.s3.Trait.Way;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The matrix of what is kept of an object, by the way that it takes. */
public abstract class FidelityContract extends AttributesContract {
  /** More than goes out in one piece. */
  private static final int LENGTH = 100_000;

  private static final List<String> ALGORITHMS =
      List.of("CRC64NVME", "CRC32C", "CRC32", "SHA256", "SHA1");

  @Test
  void every_trait_is_kept_on_every_way_but_for_those_that_the_engine_does_not_know()
      throws Exception {
    Set<Cell> lost = new HashSet<>();
    StringBuilder matrix = new StringBuilder();
    for (Trait trait : Trait.values()) {
      matrix.append("%n  %-20s".formatted(word(trait)));
      for (Way way : Way.values()) {
        boolean kept = kept(trait, way);
        if (!kept) lost.add(new Cell(trait, way));
        matrix.append(" %s: %-14s".formatted(word(way), kept ? "kept" : "NOT SUPPORTED"));
      }
    }
    System.err.println("FIDELITY on " + engine.name() + ":" + matrix);
    assertThat(lost).as(engine.name()).containsExactlyInAnyOrderElementsOf(engine.loses());
  }

  /** Those of which another, or none, is kept, or not said: {@code CRC32 streamed}. */
  protected Set<String> changesChecksums() {
    return Set.of();
  }

  /** Of a server that does not tell in its listings which it keeps. */
  protected static Set<String> allChecksums() {
    Set<String> all = new TreeSet<>();
    for (String algorithm : ALGORITHMS) {
      for (Way way : Way.values()) all.add(algorithm + " " + word(way));
    }
    return all;
  }

  @Test
  void a_checksum_is_kept_on_every_way_but_for_those_that_the_engine_does_not_know()
      throws Exception {
    Set<String> changed = new TreeSet<>();
    for (String algorithm : ALGORITHMS) {
      ChecksumForm form = ChecksumForm.of(algorithm, true);
      String from = "from/" + algorithm;
      PutRequest put = new PutRequest(bucket, from, 9, Traits.NONE, ABSENT, form);
      String etag = written(store.put(put, Body.of("123456789".getBytes(US_ASCII)), soon())).etag();
      for (Way way : Way.values()) {
        String to = word(way) + "/" + algorithm;
        ChecksumForm wanted = way == Way.IN_PARTS ? form.inParts() : form;
        if (!wanted.equals(brought(way, from, etag, to, form))) {
          changed.add(algorithm + " " + word(way));
        }
      }
    }
    System.err.println("CHECKSUMS not kept on " + engine.name() + ": " + changed);
    assertThat(changed).as(engine.name()).isEqualTo(new TreeSet<>(changesChecksums()));
  }

  @Test
  void a_get_tells_which_checksum_is_kept_as_a_head_or_a_listing_does_and_of_a_part_none()
      throws Exception {
    for (String algorithm : ALGORITHMS) {
      ChecksumForm form = ChecksumForm.of(algorithm, true);
      PutRequest put = new PutRequest(bucket, algorithm, 9, Traits.NONE, ABSENT, form);
      String etag = written(store.put(put, Body.of("123456789".getBytes(US_ASCII)), soon())).etag();
      Checksum said = store.describe(bucket, algorithm, soon()).orElseThrow().checksum();
      Got.Content whole = content(algorithm, etag);
      try (InputStream bytes = whole.stream()) {
        assertThat(bytes.readAllBytes()).hasSize(9);
      }
      assertThat(whole.checksum())
          .isEqualTo(said == null ? listed(algorithm).checksum() : ChecksumForm.of(said));
      ByteRange four = new ByteRange(0, 4);
      Got.Content part = (Got.Content) store.getRange(bucket, algorithm, etag, four, soon());
      try (InputStream bytes = part.stream()) {
        assertThat(bytes.readAllBytes()).hasSize(4);
      }
      assertThat(part.checksum()).isNull();
    }
  }

  private static Written.Stored written(Written written) {
    return (Written.Stored) written;
  }

  /** What the store says of the copy, in its answer, if the listing says the same. */
  private @Nullable ChecksumForm brought(
      Way way, String from, String etag, String to, ChecksumForm form)
      throws InterruptedException, IOException {
    ChecksumForm said;
    try {
      said = said(way, from, etag, to, form);
    } catch (StoreException refused) {
      System.err.println("  " + engine.name() + ": " + refused.getMessage());
      return null;
    }
    return Objects.equals(said, listed(to).checksum()) ? said : null;
  }

  private ListedObject listed(String key) throws InterruptedException {
    return list(key).objects().getFirst();
  }

  private @Nullable ChecksumForm said(
      Way way, String from, String etag, String to, ChecksumForm form)
      throws InterruptedException, IOException {
    return switch (way) {
      case SERVER_SIDE ->
          written(store.copy(new CopyRequest(bucket, from, etag, bucket, to, ANYTHING), soon()))
              .checksum();
      case STREAMED -> {
        Got.Content content = content(from, etag);
        try (InputStream bytes = content.stream()) {
          PutRequest put =
              new PutRequest(bucket, to, content.length(), Traits.NONE, ANYTHING, form);
          yield written(store.put(put, () -> bytes, soon())).checksum();
        }
      }
      case IN_PARTS -> {
        ChecksumForm parts = form.inParts();
        UploadRequest begin = new UploadRequest(bucket, to, Traits.NONE, parts);
        OpenUpload upload = store.createUpload(begin, soon());
        store.copyPart(
            new PartCopyRequest(upload, 1, bucket, from, etag, new ByteRange(0, 9)), soon());
        List<Part> all =
            store.listParts(PartsRequest.of(upload), soon()).orElseThrow().parts().stream()
                .map(part -> new Part(part.number(), part.etag(), part.checksum()))
                .toList();
        Completed completed =
            store.completeUpload(new CompleteRequest(upload, all, ANYTHING, parts), soon());
        yield ((Completed.Stored) completed).checksum();
      }
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Refusing is losing too; what is refused is said by nobody to be kept. */
  private boolean kept(Trait trait, Way way) throws InterruptedException, IOException {
    String from = "from/" + word(trait);
    String to = word(way) + "/" + word(trait);
    try {
      if (!(write(from, trait) instanceof Written.Stored stored)) return false;
      Described source = store.describe(bucket, from, soon()).orElseThrow();
      Traits all = source.traits().withTags(tags(from));
      if (!trait.isKept(all)) return false;
      bring(way, from, stored.etag(), to, all);
      Described target = store.describe(bucket, to, soon()).orElseThrow();
      assertThat(target.object().size()).as("%s %s", way, trait).isEqualTo(LENGTH);
      assertThat(target.tags()).as("%s %s", way, trait).isIn(0, trait.source.tags().size());
      return trait.isKept(target.traits().withTags(tags(to))) && listedAs(to, target);
    } catch (StoreException refused) {
      System.err.println("  " + engine.name() + ": " + refused.getMessage());
      return false;
    }
  }

  /** The listing carries the class, so that a server-side copy costs no other request. */
  private boolean listedAs(String key, Described described) throws InterruptedException {
    List<ListedObject> listed = list(key).objects();
    assertThat(listed).hasSize(1);
    return listed.getFirst().storageClass().equals(described.object().storageClass());
  }

  private Written write(String key, Trait trait) throws InterruptedException {
    PutRequest put = new PutRequest(bucket, key, LENGTH, trait.source, ABSENT);
    Written there = store.put(put, Body.of(new byte[LENGTH]), soon());
    if (there instanceof Written.Stored) return there;
    return store
        .head(bucket, key, soon())
        .<Written>map(object -> new Written.Stored(object.etag()))
        .orElse(there);
  }

  private Map<String, String> tags(String key) throws InterruptedException {
    if (engine.lacks().contains(StoreLack.TAGS)) return Map.of();
    try {
      return new TreeMap<>(store.tags(ObjectRef.of(bucket, key), soon()).orElseThrow());
    } catch (StoreException none) {
      if (engine.lacks().contains(StoreLack.EMPTY_TAGS)) return Map.of();
      throw none;
    }
  }

  private void bring(Way way, String from, String etag, String to, Traits all)
      throws InterruptedException, IOException {
    switch (way) {
      case SERVER_SIDE -> {
        CopyTerms terms =
            new CopyTerms(all.storageClass(), all.redirect(), all.encryption(), all.lock(), false);
        store.copy(new CopyRequest(bucket, from, etag, bucket, to, ANYTHING, terms), soon());
      }
      case STREAMED -> {
        Got.Content content = content(from, etag);
        try (InputStream bytes = content.stream()) {
          Traits read = content.traits().withTags(tags(from));
          PutRequest put = new PutRequest(bucket, to, content.length(), read, ANYTHING);
          store.put(put, () -> bytes, soon());
        }
      }
      case IN_PARTS -> {
        OpenUpload upload = store.createUpload(new UploadRequest(bucket, to, all), soon());
        PartCopyRequest copy =
            new PartCopyRequest(upload, 1, bucket, from, etag, new ByteRange(0, LENGTH));
        if (!(store.copyPart(copy, soon()) instanceof PartWritten.Stored part)) {
          throw new AssertionError("the part of " + to);
        }
        List<Part> parts = List.of(new Part(1, part.etag()));
        store.completeUpload(new CompleteRequest(upload, parts, ANYTHING), soon());
      }
    }
  }
}

package io.longhaul.worker.copy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.Cut;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Slice;
import io.longhaul.unit.Tally;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that a list names, from its slices until each is at its target. */
class CopySliceTest {
  private final CopyScene scene = new CopyScene(9);
  private Tally sum = Tally.NONE;
  private int units;

  @BeforeEach
  void aListElsewhere() {
    scene.store.createBucket("lists");
    scene.cut = new Cut.Manifest("s3://lists/it", Cut.Rows.CSV);
  }

  static IntStream seeds() {
    return IntStream.range(0, 40);
  }

  private Slice list(String key, String columns, byte[] bytes) {
    scene.store.write("lists", key, bytes);
    String etag = scene.store.look("lists", key).orElseThrow().etag();
    boolean gzip = key.endsWith(".gz");
    boolean numbered = gzip || columns.equals("index");
    long until = numbered ? Long.MAX_VALUE : bytes.length;
    return new Slice("lists", key, etag, columns, gzip, 0, until);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(text.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }

  private static String batch(Iterable<String> names, String lineEnd) {
    StringBuilder rows = new StringBuilder();
    for (String name : names) {
      rows.append("source,").append(URLEncoder.encode("in/" + name, UTF_8)).append(lineEnd);
    }
    return rows.toString();
  }

  private Set<String> objects(Random random, int count) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      String odd = Character.toString(random.nextInt(0x20, 0xd000));
      names.add(odd + "/" + "x".repeat(random.nextInt(80)) + " +%" + i);
    }
    names.forEach(name -> scene.source(name, "text of " + name));
    return names;
  }

  private void toTheEnd(Payload first) throws Exception {
    Deque<Payload> open = new ArrayDeque<>(List.of(first));
    while (!open.isEmpty()) {
      units++;
      switch (scene.handle(open.remove())) {
        case Outcome.Done done -> sum = sum.plus(done.tally());
        case Outcome.Split split -> {
          sum = sum.plus(split.tally());
          assertThat(split.children()).hasSizeLessThanOrEqualTo(90);
          for (NewUnit unit : split.children()) open.add(unit.payload());
        }
        case Outcome.Failed failed -> throw new AssertionError(failed);
        case Outcome.Released released -> throw new AssertionError(released);
      }
    }
  }

  private void allCopied(Set<String> names) {
    assertThat(sum.objects(Fate.LISTED)).isEqualTo(names.size());
    assertThat(sum.objects(Fate.COPIED)).isEqualTo(names.size());
    assertThat(sum.objects(Fate.FORWARDED)).isEqualTo(sum.objects(Fate.RECEIVED));
    assertThat(scene.store.all(CopyScene.TO)).hasSize(names.size());
    for (String name : names) assertThat(scene.atTarget(name)).isEqualTo("text of " + name);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wherever_slices_begin_and_end_each_row_is_read_once(int seed) throws Exception {
    Random random = new Random(seed);
    Set<String> names = objects(random, random.nextInt(1, 200));
    scene.budget(1 + random.nextInt(30), 60);
    byte[] rows = batch(names, random.nextBoolean() ? "\n" : "\r\n").getBytes(UTF_8);
    Slice all = list("it.csv", "batch", rows);
    TreeSet<Long> bounds = new TreeSet<>(List.of(0L, (long) rows.length));
    for (int i = 0; i < 6; i++) bounds.add((long) random.nextInt(rows.length));
    List<Long> sorted = new ArrayList<>(bounds);
    for (int i = 1; i < sorted.size(); i++) toTheEnd(all.part(sorted.get(i - 1), sorted.get(i)));
    allCopied(names);
  }

  @Test
  void a_large_list_is_cut_by_its_bytes_and_a_packed_one_by_its_rows() throws Exception {
    Set<String> names = objects(new Random(1), 300);
    scene.budget(2, 60);
    toTheEnd(list("it.csv.gz", "batch", gzip(batch(names, "\n"))));
    allCopied(names);
    assertThat(units).as("two readers are not enough for 89 units of 2 keys").isEqualTo(150 + 2);

    String rows = ("source,in/" + "k".repeat(100) + "\n").repeat(20_000);
    Outcome split = scene.handle(list("large.csv", "batch", rows.getBytes(UTF_8)));
    List<Slice> slices =
        ((Outcome.Split) split)
            .children().stream().map(unit -> (Slice) unit.payload()).sorted(BY_BEGIN).toList();
    assertThat(slices).hasSize(5);
    assertThat(slices.getFirst().from()).isZero();
    assertThat(slices.getLast().until()).isEqualTo(rows.length());
    for (int i = 1; i < slices.size(); i++) {
      assertThat(slices.get(i).from()).isEqualTo(slices.get(i - 1).until());
    }
  }

  private static final java.util.Comparator<Slice> BY_BEGIN =
      java.util.Comparator.comparingLong(Slice::from);

  @Test
  void an_inventory_is_read_file_by_file_and_what_is_not_current_is_filtered() throws Exception {
    List<String> names = new ArrayList<>(objects(new Random(2), 40));
    String columns = "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size";
    StringBuilder files = new StringBuilder();
    for (int file = 0; file < 4; file++) {
      StringBuilder rows = new StringBuilder();
      for (String name : names.subList(file * 10, file * 10 + 10)) {
        String key = URLEncoder.encode("in/" + name, UTF_8);
        int size = ("text of " + name).getBytes(UTF_8).length;
        rows.append("\"source\",\"%s\",\"v2\",\"true\",\"false\",\"%d\"\n".formatted(key, size));
        rows.append("\"source\",\"%s\",\"v1\",\"false\",\"false\",\"1\"\n".formatted(key));
      }
      scene.store.write("lists", "data/%d.csv.gz".formatted(file), gzip(rows.toString()));
      files.append(file == 0 ? "" : ",").append("{\"key\":\"data/%d.csv.gz\"}".formatted(file));
    }
    String manifest =
        """
        {"sourceBucket":"source","destinationBucket":"arn:aws:s3:::lists","fileFormat":"CSV",
         "fileSchema":"%s","files":[%s]}
        """
            .formatted(columns, files);

    toTheEnd(list("manifest.json", "index", manifest.getBytes(UTF_8)));

    assertThat(sum.objects(Fate.LISTED)).isEqualTo(80);
    assertThat(sum.objects(Fate.FILTERED)).isEqualTo(40);
    assertThat(sum.objects(Fate.COPIED)).isEqualTo(40);
    assertThat(sum.bytes(Fate.COPIED))
        .isEqualTo(
            names.stream().mapToLong(name -> ("text of " + name).getBytes(UTF_8).length).sum());
  }

  @Test
  void a_row_that_cannot_be_copied_refuses_the_unit_and_says_which() throws Exception {
    Slice foreign = list("it.csv", "batch", "source,in/a\nother,in/b\n".getBytes(UTF_8));
    assertThat(scene.handle(foreign))
        .isEqualTo(
            new Outcome.Failed(
                FailureClass.REFUSED,
                "s3://lists/it.csv: the row at byte 12 is of bucket 'other', and the source is"
                    + " 'source'"));
    Slice packed = list("it.csv.gz", "batch", gzip("source,in/a\nsource\n"));
    assertThat(scene.handle(packed))
        .isEqualTo(
            new Outcome.Failed(
                FailureClass.REFUSED,
                "s3://lists/it.csv.gz: row 2 has 1 columns; write bucket,key"));
    Slice no = list("no.csv.gz", "batch", "source,in/a\n".getBytes(UTF_8));
    assertThat(((Outcome.Failed) scene.handle(no)).why()).contains("is not packed by gzip");
  }

  @Test
  void a_list_that_is_not_what_it_was_is_refused() throws Exception {
    Slice pinned = list("it.csv", "batch", "source,in/a\n".getBytes(UTF_8));
    list("it.csv", "batch", "source,in/b\n".getBytes(UTF_8));
    assertThat(((Outcome.Failed) scene.handle(pinned)).why())
        .contains("is not what it was when the run was submitted");
    assertThat(scene.count(Op.COPY)).isZero();
  }

  @Test
  void a_list_that_is_cut_off_is_read_again_and_names_no_object_twice() throws Exception {
    Set<String> names = objects(new Random(3), 30);
    Slice all = list("it.csv", "batch", batch(names, "\n").getBytes(UTF_8));
    scene.breaking(Op.GET, "it.csv", 2, () -> new StoreFault.CutAfter(200));
    toTheEnd(all);
    allCopied(names);
  }

  @Test
  void rows_that_come_twice_are_counted_twice_and_copied_once() throws Exception {
    Set<String> names = objects(new Random(4), 3);
    List<String> twice = new ArrayList<>(names);
    twice.addAll(names);
    scene.budget(3, 60);
    toTheEnd(list("it.csv", "batch", batch(twice, "\n").getBytes(UTF_8)));
    assertThat(sum.objects(Fate.LISTED)).isEqualTo(6);
    assertThat(sum.objects(Fate.COPIED)).isEqualTo(3);
    assertThat(sum.objects(Fate.EQUAL)).isEqualTo(3);
  }
}

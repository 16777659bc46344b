package io.longhaul.coordinator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.coordinator.cli.BriskTime;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.unit.KeyOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
  private final BriskTime time = new BriskTime();
  private final InMemoryObjectStore store = new InMemoryObjectStore(time);

  @Test
  void ten_thousand_objects_are_about_300_mb_and_the_same_each_time() {
    List<DemoObject> objects = new DemoObjects(10_000, 3).all();
    long bytes = objects.stream().mapToLong(DemoObject::size).sum();
    assertThat(objects).hasSize(10_000).isEqualTo(new DemoObjects(10_000, 3).all());
    assertThat(bytes).isBetween(250_000_000L, 350_000_000L);
    assertThat(objects).anyMatch(object -> object.size() == 0);
    assertThat(objects).anyMatch(object -> object.size() == 20_000_000);
    Set<String> keys = new HashSet<>();
    for (DemoObject object : objects) keys.add(object.key());
    assertThat(keys).hasSize(10_000);
    assertThat(keys).anyMatch(key -> KeyOrder.compare(key, "0") < 0);
    assertThat(keys).anyMatch(key -> KeyOrder.compare(key, "G") > 0);
    assertThat(keys).allMatch(key -> key.getBytes(StandardCharsets.UTF_8).length <= 1024);
  }

  @Test
  void the_comparison_finds_what_is_missing_more_or_other() throws Exception {
    for (String bucket : List.of("one", "other")) {
      store.createBucket(bucket);
      for (int i = 0; i < 20; i++) store.write(bucket, "k" + i, new byte[] {1, 2, (byte) i});
    }
    assertThat(new Comparison(store, time).compare("one", "other").differences()).isEmpty();
    store.remove("other", "k1");
    store.write("other", "k2", new byte[] {1, 9, 2});
    store.write("other", "k3", new byte[] {1});
    store.write("other", "extra", new byte[] {1});
    Comparison.Found found = new Comparison(store, time).compare("one", "other");
    assertThat(found.differences())
        .containsExactlyInAnyOrder(
            "'k1' is not at the target",
            "'k2' differs at byte 1",
            "'k3' has 3 bytes, its copy 1",
            "'extra' is at the target only");
  }

  @Test
  void a_folder_that_is_not_the_demos_is_never_taken_away(@TempDir Path temp) throws Exception {
    Path folder = Files.createDirectories(temp.resolve("demo"));
    Files.writeString(folder.resolve("precious"), "x");
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> DemoFolder.make(folder, false)))
        .hasMessageContaining("was not made by a demo");
    assertThat(folder.resolve("precious")).exists();
    Path ours = temp.resolve("ours");
    DemoFolder.make(ours, false).close();
    assertThat(ours).doesNotExist();
    DemoFolder.make(ours, true).close();
    assertThat(ours).exists();
    DemoFolder.make(ours, false).close();
    assertThat(ours).doesNotExist();
  }
}

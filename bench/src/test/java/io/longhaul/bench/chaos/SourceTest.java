package io.longhaul.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The judge of a chaos must itself see what is wrong. */
class SourceTest {

  @TempDir Path buckets;
  private final Random random = new Random(1);
  private Source source;
  private Path copy;
  private Map<String, Source.Held> then;
  private String key;

  @BeforeEach
  void aWholeCopy() throws IOException {
    source = new Source(buckets, "source");
    source.fill(20, random);
    then = source.now();
    key = then.keySet().iterator().next();
    copy = buckets.resolve("copy");
    copyAll();
  }

  private void copyAll() throws IOException {
    Path from = buckets.resolve("source");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(from.relativize(file));
        Files.createDirectories(to.getParent());
        Files.write(to, Files.readAllBytes(file));
      }
    }
  }

  @Test
  void a_whole_copy_is_right_however_the_source_goes_on() throws IOException {
    for (int i = 0; i < 200; i++) source.change(random);
    assertThat(source.wrong(then, copy)).isEmpty();
  }

  @Test
  void an_object_that_is_missing_is_lost() throws IOException {
    Files.delete(copy.resolve(key));
    assertThat(source.wrong(then, copy)).singleElement().asString().contains(key, "lost");
  }

  @Test
  void one_byte_is_seen() throws IOException {
    byte[] content = Files.readAllBytes(copy.resolve(key));
    content[content.length - 1] ^= 1;
    Files.write(copy.resolve(key), content);
    assertThat(source.wrong(then, copy)).singleElement().asString().contains(key, "never held");
  }

  @Test
  void what_was_never_at_the_source_is_seen() throws IOException {
    Files.write(copy.resolve("stray"), new byte[1]);
    assertThat(source.wrong(then, copy)).singleElement().asString().contains("stray", "never at");
  }

  @Test
  void another_objects_content_is_seen() throws IOException {
    String other = then.keySet().stream().skip(1).findFirst().orElseThrow();
    Files.write(copy.resolve(key), Content.of(other, 1));
    assertThat(source.wrong(then, copy)).singleElement().asString().contains(key, "never held");
  }

  @Test
  void a_copy_older_than_when_it_began_is_seen() throws IOException {
    for (int i = 0; i < 20; i++) source.change(random);
    Map<String, Source.Held> later = source.now();
    String rewritten =
        then.keySet().stream()
            .filter(held -> later.containsKey(held) && later.get(held).version() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(source.wrong(later, copy))
        .anyMatch(line -> line.contains(rewritten) && line.contains("was 2 before"));
  }
}

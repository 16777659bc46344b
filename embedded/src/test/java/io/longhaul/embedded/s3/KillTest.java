package io.longhaul.embedded.s3;

import static io.longhaul.embedded.s3.S3UnderTest.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A server killed in the middle of writes loses nothing that it acknowledged, and halves nothing.
 */
class KillTest {
  private static final int WRITERS = 8;
  private static final int BEFORE_THE_KILL = 400;

  @TempDir Path root;
  final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void every_acknowledged_object_is_there_with_its_metadata_and_every_object_is_whole()
      throws Exception {
    Files.createDirectories(root.resolve(BUCKET));
    killWhileWriting();
    try (var s3 = new S3UnderTest(root)) {
      var keys = s3.keys(1000);
      assertThat(keys).containsAll(acknowledged).hasSizeGreaterThanOrEqualTo(BEFORE_THE_KILL);
      for (String key : keys) {
        var object = s3.object(key);
        assertThat(object.asUtf8String()).as(key).isEqualTo(content(key));
        assertThat(object.response().metadata()).as(key).containsEntry("key", tag(key));
      }
    }
  }

  private void killWhileWriting() throws Exception {
    Process process = S3Process.start(root);
    try (BufferedReader out = process.inputReader();
        S3Client client = S3UnderTest.client(URI.create(out.readLine()), S3UnderTest.CREDENTIALS);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      var enough = new CountDownLatch(BEFORE_THE_KILL);
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        threads.execute(() -> writeUntilKilled(client, writer, enough));
      }
      assertThat(enough.await(2, TimeUnit.MINUTES)).isTrue();
      process.destroyForcibly().waitFor();
    }
  }

  private void writeUntilKilled(S3Client client, int writer, CountDownLatch enough) {
    for (int i = 0; ; i++) {
      // every third key can only be a blob
      String key = (i % 3 == 0 ? "blob//" : "file/") + writer + "/" + i;
      try {
        client.putObject(
            r -> r.bucket(BUCKET).key(key).metadata(Map.of("key", tag(key))),
            RequestBody.fromString(content(key)));
      } catch (SdkException e) {
        return; // killed
      }
      acknowledged.add(key);
      enough.countDown();
    }
  }

  private static String tag(String key) {
    return Integer.toHexString(key.hashCode());
  }

  private static String content(String key) {
    return key.repeat(500);
  }
}

package io.longhaul.coordinator.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Sha256;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.stack.Engines;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import io.longhaul.stack.StoreAt;
import io.longhaul.time.SystemTime;
import io.longhaul.time.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalShelfTest {
  @TempDir private Path folder;

  @Test
  void what_changed_since_it_was_digested_is_never_stored_under_that_digest() throws Exception {
    Time time = new SystemTime();
    InMemoryObjectStore store = new InMemoryObjectStore(time);
    Stack stack =
        new Stack(
            new StackSettings("shop", "--stack", Optional.empty()),
            new Engines("memory", "memory", "memory", false),
            time,
            new Stack.Ports(
                new InMemoryTable(),
                new InMemoryWorkQueues(time),
                store,
                access -> new StoreAt(store, "S3 in memory", false),
                Optional.empty(),
                () -> {}));
    LocalShelf shelf = new LocalShelf(stack, folder.resolve("buckets"));
    store.createBucket(shelf.bucket());
    Path tool = Files.writeString(folder.resolve("tool.sh"), "#!/bin/sh\n");
    Sha256 was = Sha256.of(tool);
    Files.writeString(tool, "#!/bin/sh\nexit 1\n");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> shelf.put("artifacts/" + was, tool, was))
        .withMessage("artifacts: 'tool.sh' changed while it was stored; submit again");
    assertThat(shelf.has("artifacts/" + was)).isFalse();
    shelf.put("artifacts/is", tool, Sha256.of(tool));
    assertThat(shelf.has("artifacts/is")).isTrue();
  }
}

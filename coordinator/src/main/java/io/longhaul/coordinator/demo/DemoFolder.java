package io.longhaul.coordinator.demo;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.stack.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a demo works in, made anew, and gone when it is closed unless it is kept. */
public final class DemoFolder implements AutoCloseable {
  /** Only a folder that bears this is ever taken away. */
  private static final String MARK = "made-by-longhaul-demo";

  private final Path folder;
  private final boolean keep;

  private DemoFolder(Path folder, boolean keep) {
    this.folder = folder;
    this.keep = keep;
  }

  /**
   * Makes it; what a demo before left there goes.
   *
   * @throws CommandFailed if another demo is at work there, or the folder is none of ours
   */
  public static DemoFolder make(Path folder, boolean keep) throws IOException {
    if (LocalCloud.find(folder).isPresent()) {
      throw CommandFailed.failed(
          "a demo is at work in %s; 'longhaul local down --state %s' ends its cloud"
              .formatted(folder, folder));
    }
    if (Files.exists(folder)) {
      if (!Files.exists(folder.resolve(MARK))) {
        throw CommandFailed.failed(
            folder + " was not made by a demo; move it away, or run the demo in another folder");
      }
      Folders.delete(folder);
    }
    Files.createDirectories(folder);
    Files.createFile(folder.resolve(MARK));
    return new DemoFolder(folder, keep);
  }

  public Path buckets() {
    return folder.resolve("s3");
  }

  @Override
  public void close() throws IOException {
    if (!keep) Folders.delete(folder);
  }
}

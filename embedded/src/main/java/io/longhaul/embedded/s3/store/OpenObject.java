package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * An object as it was when opened: later writes and deletes do not change what is read here; only
 * an editor that writes into the file itself does.
 */
public record OpenObject(Entry entry, FileChannel content, Path file) implements AutoCloseable {

  /** Whether somebody wrote into this very file; a new file in its place does not count. */
  public boolean wasEditedSince() throws IOException {
    Stat now = Stat.of(file);
    return now != null && now.inode() == entry.stat().inode() && !now.equals(entry.stat());
  }

  @Override
  public void close() throws IOException {
    content.close();
  }
}

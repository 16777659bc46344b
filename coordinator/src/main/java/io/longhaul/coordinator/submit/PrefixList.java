package io.longhaul.coordinator.submit;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.job.Cut;
import io.longhaul.job.S3Location;
import io.longhaul.manifest.BadRow;
import io.longhaul.manifest.Lines;
import io.longhaul.s3.Got;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.StoreException;
import io.longhaul.text.Shown;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads prefixes, one a line, from S3 or from this machine. */
record PrefixList(ObjectStore store, Time time, Path folder) {
  private static final Duration LOOK = Duration.ofSeconds(20);

  Cut.Prefixes read(String from) throws InterruptedException {
    List<String> prefixes = new ArrayList<>();
    try (InputStream in = open(from)) {
      Lines lines = new Lines(in, 0);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isEmpty()) continue;
        if (prefixes.size() == Cut.MOST) {
          throw wrong(from, "holds more than %,d prefixes".formatted(Cut.MOST));
        }
        prefixes.add(line);
      }
    } catch (BadRow e) {
      throw wrong(from, "has a line that " + e.getMessage());
    } catch (NoSuchFileException e) {
      throw wrong(from, "is no file that is there");
    } catch (IOException | StoreException e) {
      throw wrong(from, "cannot be read: " + e.getMessage());
    }
    if (prefixes.isEmpty()) throw wrong(from, "holds no prefix");
    return new Cut.Prefixes(prefixes, from);
  }

  private InputStream open(String from) throws IOException, InterruptedException {
    Optional<S3Location> inS3 = Cut.inS3("list", from);
    if (inS3.isEmpty()) return Files.newInputStream(folder.resolve(from));
    S3Location at = inS3.get();
    Deadline deadline = Deadline.in(time, LOOK);
    Optional<ListedObject> there = store.head(at.bucket(), at.prefix(), deadline);
    if (there.isEmpty()) throw wrong(from, "is no object that is there");
    Got got = store.get(at.bucket(), at.prefix(), there.get().etag(), deadline);
    if (got instanceof Got.Content content) return content.stream();
    throw wrong(from, "changed while it was read");
  }

  private static CommandFailed wrong(String from, String what) {
    return CommandFailed.misused("cut.list: '%s' %s".formatted(Shown.text(from), what));
  }
}

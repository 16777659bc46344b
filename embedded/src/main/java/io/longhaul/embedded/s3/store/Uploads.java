package io.longhaul.embedded.s3.store;

import io.longhaul.embedded.s3.protocol.S3Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The uploads that are under way, each in a folder of its own. */
public final class Uploads {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final Path folder;
  private final Path drafts;

  /** One object per upload, so that its lock is one; gone uploads are dropped when met. */
  private final Map<String, Upload> open = new ConcurrentHashMap<>();

  Uploads(Path folder, Path drafts) {
    this.folder = folder;
    this.drafts = drafts;
  }

  public Upload create(UploadInfo info) throws IOException {
    String id = UUID.randomUUID().toString().replace("-", "");
    Path draft = Files.createDirectory(drafts.resolve("upload-" + id));
    info.writeTo(draft);
    Files.move(draft, folder.resolve(id), StandardCopyOption.ATOMIC_MOVE);
    return find(id);
  }

  /** The upload of this id if it is for this key of this bucket; no other is told of. */
  public Upload find(String id, String bucket, Key key) throws IOException {
    if (!ID.matcher(id).matches()) throw S3Failure.noSuchUpload();
    Upload upload = find(id);
    if (!upload.info().bucket().equals(bucket) || !upload.info().key().equals(key)) {
      throw S3Failure.noSuchUpload();
    }
    return upload;
  }

  private Upload find(String id) throws IOException {
    Path at = folder.resolve(id);
    if (!Files.isDirectory(at)) {
      open.remove(id);
      throw S3Failure.noSuchUpload();
    }
    Upload known = open.get(id);
    if (known != null) return known;
    try {
      var read = new Upload(at, UploadInfo.readFrom(at));
      Upload before = open.putIfAbsent(id, read);
      return before == null ? read : before;
    } catch (NoSuchFileException e) {
      throw S3Failure.noSuchUpload(); // ended meanwhile
    }
  }

  /** An upload and when it was begun. */
  public record Listed(Upload upload, Instant initiated) {}

  /** Those of one bucket, by key, then id: an order that a page's marker can tell. */
  public List<Listed> list(String bucket) throws IOException {
    var found = new ArrayList<Listed>();
    try (var folders = Files.newDirectoryStream(folder)) {
      for (Path each : folders) {
        try {
          Upload upload = find(String.valueOf(each.getFileName()));
          if (!upload.info().bucket().equals(bucket)) continue;
          found.add(new Listed(upload, upload.initiated()));
        } catch (S3Failure | NoSuchFileException e) {
          // ended meanwhile
        }
      }
    }
    found.sort(
        Comparator.comparing((Listed each) -> each.upload().info().key())
            .thenComparing(each -> each.upload().id()));
    return found;
  }
}

package io.longhaul.embedded.s3.call;

import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.XmlTree;
import io.longhaul.embedded.s3.store.Entry;
import io.longhaul.embedded.s3.store.FolderStore;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The calls about an object's tags; its bytes and its time stay as they are. */
public record Tagging(FolderStore store) {
  public Reply get(Call call) throws IOException {
    Entry entry = store.bucket(call.bucket()).find(call.key());
    if (entry == null) throw S3Failure.noSuchKey();
    return Reply.xml(TagSet.of(entry.headers().getOrDefault(TagSet.HEADER, "")).xml());
  }

  public Reply put(Call call) throws IOException {
    TagSet tags = TagSet.of(XmlTree.read(new SmallBody(call).bytes(), "Tagging"));
    set(call, tags);
    return Reply.of(200);
  }

  public Reply delete(Call call) throws IOException {
    set(call, new TagSet(Map.of()));
    return Reply.of(204);
  }

  private void set(Call call, TagSet tags) throws IOException {
    boolean there =
        store
            .bucket(call.bucket())
            .describe(
                call.key(),
                headers -> {
                  var changed = new HashMap<>(headers);
                  if (tags.tags().isEmpty()) changed.remove(TagSet.HEADER);
                  else changed.put(TagSet.HEADER, tags.header());
                  return changed;
                });
    if (!there) throw S3Failure.noSuchKey();
  }
}

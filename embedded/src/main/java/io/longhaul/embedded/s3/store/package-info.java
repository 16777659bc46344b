/**
 * A folder as an object store: one folder per bucket, one plain file per key that can be a path.
 *
 * <p>Files are the truth. What they cannot carry (ETag, content type, user metadata) is in an index
 * beside them, under {@code .longhaul-s3/}:
 *
 * <pre>
 * ROOT/BUCKET/KEY                     an object whose key can be a path
 * ROOT/.longhaul-s3/index.mv          H2 MVStore: one map per bucket, key bytes -> {@code Entry}
 * ROOT/.longhaul-s3/journal-N         entries written since the index was last committed
 * ROOT/.longhaul-s3/blobs/BUCKET/H    an object whose key cannot be a path; H.key holds its key
 * ROOT/.longhaul-s3/uploads/ID/       a multipart upload: its description and its parts
 * ROOT/.longhaul-s3/drafts/           objects being written; emptied at start
 * </pre>
 *
 * <p>An entry counts only while size, modification time and inode of its file are the ones it
 * names; otherwise somebody else wrote the file, and it is read again. So a killed process, a lost
 * index and an editor are one case.
 */
@NullMarked
package io.longhaul.embedded.s3.store;

import org.jspecify.annotations.NullMarked;

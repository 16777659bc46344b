package io.longhaul.embedded.hooks;

/** When in the life of a request a hook acts. */
public enum Point {
  /** Before anything is read or changed. */
  BEFORE,
  /** After some bytes of the request's body (PutObject, UploadPart) or answer's (GetObject). */
  BODY,
  /**
   * When the new content is there whole, the source read and its conditions met, but it is not yet
   * published under the condition of its target (PutObject, CopyObject, CompleteMultipartUpload).
   */
  PUBLISH,
  /** After the effect, before the answer. */
  AFTER
}

package io.longhaul.embedded.hooks;

/** When in the life of a request a hook acts. */
public enum Point {
  /** Before anything is read or changed. */
  BEFORE,
  /** After some bytes of the request's body (PutObject, UploadPart) or answer's (GetObject). */
  BODY,
  /** After the effect, before the answer. */
  AFTER
}

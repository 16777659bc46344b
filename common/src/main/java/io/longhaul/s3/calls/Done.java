package io.longhaul.s3.calls;

/** The answer to what has no other than that it was done. */
public enum Done {
  DONE
}

package io.longhaul.s3;

/** What an engine does not do as S3 does; a contract says so aloud where it leaves it out. */
public enum StoreLack {
  /** Its answers about uploads are other documents than S3's. */
  UPLOADS,
  COMPLETE_IF_NONE_MATCH,
  COMPLETE_IF_MATCH,
  PART_COPY_SOURCE_IF_MATCH,
  /** Of an upload that is gone it does not say so. */
  NO_SUCH_UPLOAD,
  /** Of an upload that was completed it says once more that it is. */
  COMPLETED_IS_GONE,
  /** The paging of open uploads. */
  UPLOAD_PAGES,
  /** Its listing of open uploads does not encode keys. */
  UPLOAD_KEYS,
  /** Parts are taken in any order. */
  PART_ORDER,
  /** A part that is not there, or another, is told as something else. */
  INVALID_PART,
  /** Parts of any size are taken. */
  SMALLEST_PART
}

package io.longhaul.partition.census;

import io.longhaul.s3.PartSizes;

/**
 * Objects too large for one request, those too that only an estimate stands for.
 *
 * @param parts that they are copied in where S3 copies by itself
 * @param streamed parts that they are copied in where they go through workers
 */
public record Large(double objects, double bytes, double parts, double streamed) {
  public static final Large NONE = new Large(0, 0, 0, 0);

  static Large of(long size) {
    if (size <= Math.min(PartSizes.SERVER_SIDE.above(), PartSizes.STREAMED.above())) return NONE;
    long bytes = Math.min(size, PartSizes.LARGEST);
    return new Large(
        1, size, PartSizes.SERVER_SIDE.of(bytes).count(), PartSizes.STREAMED.of(bytes).count());
  }

  Large plus(Large more) {
    if (more.objects == 0) return this;
    return new Large(
        objects + more.objects, bytes + more.bytes, parts + more.parts, streamed + more.streamed);
  }

  Large times(double weight) {
    if (objects == 0) return this;
    return new Large(objects * weight, bytes * weight, parts * weight, streamed * weight);
  }
}

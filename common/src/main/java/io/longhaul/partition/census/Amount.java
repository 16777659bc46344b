package io.longhaul.partition.census;

import io.longhaul.s3.ListedObject;

/** Objects and their bytes, those too that only an estimate stands for. */
record Amount(double objects, double bytes) {
  static final Amount NONE = new Amount(0, 0);

  static Amount of(ListedObject object) {
    return new Amount(1, object.size());
  }

  Amount plus(Amount more) {
    return new Amount(objects + more.objects, bytes + more.bytes);
  }

  Amount times(double weight) {
    return new Amount(objects * weight, bytes * weight);
  }
}

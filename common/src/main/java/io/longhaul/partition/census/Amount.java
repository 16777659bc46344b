package io.longhaul.partition.census;

import io.longhaul.s3.ListedObject;

/** Objects and their bytes, those too that only an estimate stands for. */
record Amount(double objects, double bytes, Large large) {
  static final Amount NONE = new Amount(0, 0, Large.NONE);

  static Amount of(ListedObject object) {
    return new Amount(1, object.size(), Large.of(object.size()));
  }

  Amount plus(Amount more) {
    return new Amount(objects + more.objects, bytes + more.bytes, large.plus(more.large));
  }

  Amount times(double weight) {
    return new Amount(objects * weight, bytes * weight, large.times(weight));
  }
}

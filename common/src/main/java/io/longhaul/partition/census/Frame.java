package io.longhaul.partition.census;

import io.longhaul.partition.RangeListing;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.Payload;
import java.util.List;

/**
 * What a census is about, and what it has learnt of its names.
 *
 * @param pageKeys the most keys of a page
 */
record Frame(KeySpace space, int pageKeys, Letters letters) {
  /** So many keys of a page show what names are like. */
  private static final int LEARNT = 50;

  ListRequest request(Payload.Range range) {
    return RangeListing.of(space.bucket(), range).atMost(pageKeys);
  }

  /** What of these counts; their names are learnt from. */
  Amount counted(List<ListedObject> objects) {
    Amount sum = Amount.NONE;
    for (ListedObject object : held(objects)) sum = sum.plus(Amount.of(object));
    int step = Math.max(1, objects.size() / LEARNT);
    for (int i = 0; i < objects.size(); i += step) letters.learn(objects.get(i).key());
    return sum;
  }

  /** Those that count. */
  List<ListedObject> held(List<ListedObject> objects) {
    return objects.stream().filter(object -> space.counts().test(object.key())).toList();
  }
}

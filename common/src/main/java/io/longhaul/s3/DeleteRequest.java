package io.longhaul.s3;

import java.util.List;

/** Objects to be deleted at once, at most {@link #MOST}, none of them twice. */
public record DeleteRequest(String bucket, List<Doomed> objects) {
  public static final int MOST = 1000;

  public DeleteRequest {
    objects = List.copyOf(objects);
    if (objects.isEmpty() || objects.size() > MOST) {
      throw new IllegalArgumentException(objects.size() + " objects to delete: 1 to " + MOST);
    }
    long names =
        objects.stream().map(each -> each.key() + "\0" + each.version()).distinct().count();
    if (names < objects.size()) throw new IllegalArgumentException("an object to delete twice");
  }
}

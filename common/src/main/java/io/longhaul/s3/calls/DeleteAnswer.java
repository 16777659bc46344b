package io.longhaul.s3.calls;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.Doomed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a server says of each object that it was to delete; one that it leaves out is not done. */
public final class DeleteAnswer {
  private static final int OK = 200;

  private final Map<Name, Doomed> open = new HashMap<>();
  private final List<Refused> refused = new ArrayList<>();

  private record Name(String key, String version) {}

  /** One that was not deleted. */
  record Refused(Doomed object, String code, String message) {}

  public DeleteAnswer(List<Doomed> asked) {
    for (Doomed each : asked) open.put(name(each.key(), each.version()), each);
  }

  private static Name name(String key, @Nullable String version) {
    return new Name(key, version == null ? "" : version);
  }

  public void deleted(@Nullable String key, @Nullable String version) {
    take(key, version);
  }

  public void refused(
      @Nullable String key,
      @Nullable String version,
      @Nullable String code,
      @Nullable String message) {
    if (code == null || code.isEmpty()) throw unreadable("an error without a code");
    refused.add(new Refused(take(key, version), code, message == null ? "" : message));
  }

  private Doomed take(@Nullable String key, @Nullable String version) {
    if (key == null) throw unreadable("an object without a key");
    Doomed asked = open.remove(name(key, version));
    // Of an object that was asked for without a version, some name the one that they deleted.
    if (asked == null) asked = open.remove(name(key, null));
    if (asked == null) throw unreadable("an object that was not asked for");
    return asked;
  }

  /** All of it has been read. */
  List<Refused> end() {
    if (!open.isEmpty()) throw unreadable("nothing of " + open.size() + " objects");
    return refused;
  }

  private static FailedAnswer unreadable(String what) {
    return FailedAnswer.unreadable("IncompleteAnswer", OK, "the answer says " + what);
  }
}

package io.longhaul.coordinator.dead;

import io.longhaul.unit.Payload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a unit failed, without what is its own alone: keys, quoted names, numbers and ids are taken
 * out, so that units which failed alike have like reasons.
 *
 * @param cut whether the ledger kept only the beginning of it
 */
public record Reason(String text, boolean cut) {
  private static final String OUT = "…";

  /** A permission's line ends in advice that is the same for all, and often cut off. */
  private static final Pattern ADVICE = Pattern.compile("( is denied(?: to \\S+)?): .*$");

  private static final Pattern BUCKET = Pattern.compile("s3://[^/\\s:]+/");

  /** Where a key ends whose unit does not name it. */
  private static final Pattern AFTER_KEY = Pattern.compile(": | is denied|$");

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");

  /** Request ids, hashes and the like: long, and of letters and digits. */
  private static final Pattern ID =
      Pattern.compile("(?<![\\w…])(?=[\\w+/=-]*\\d)(?=[\\w+/=-]*[A-Za-z])[A-Za-z0-9+/=_-]{16,}");

  private static final Pattern NUMBER = Pattern.compile("(?<!\\w)\\d\\w*(?:[.,:-]\\d\\w*)*");

  /** As the ledger kept it, of a unit that is about this. */
  static Reason of(String why, Payload payload) {
    boolean cut = why.endsWith(OUT);
    String text = cut ? why.substring(0, why.length() - OUT.length()) : why;
    List<String> names = names(payload);
    for (String name : names) text = text.replace("'" + name + "'", "'" + OUT + "'");
    text = withoutKeys(text, names);
    boolean advised = ADVICE.matcher(text).find();
    text = ADVICE.matcher(text).replaceFirst("$1");
    text = QUOTED.matcher(text).replaceAll("'" + OUT + "'");
    text = ID.matcher(text).replaceAll(OUT);
    text = NUMBER.matcher(text).replaceAll("N");
    return new Reason(text.strip(), cut && !advised);
  }

  /** The names that a unit's own failure may hold, the longest first. */
  private static List<String> names(Payload payload) {
    List<String> names =
        switch (payload) {
          case Payload.Root root -> List.of();
          case Payload.Range range -> List.of();
          case Payload.Keys keys -> keys.objects().stream().map(Payload.Listed::key).toList();
          case Payload.Parts parts -> List.of(parts.of().object().key());
          case Payload.Complete complete -> List.of(complete.of().object().key());
          case Payload.Items items -> items.ids();
        };
    return names.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
  }

  private static String withoutKeys(String text, List<String> names) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    Matcher bucket = BUCKET.matcher(text);
    while (bucket.find(from)) {
      int key = bucket.end();
      kept.append(text, from, key).append(OUT);
      from = endOfKey(text, key, names);
    }
    return kept.append(text.substring(from)).toString();
  }

  private static int endOfKey(String text, int key, List<String> names) {
    Optional<String> own = names.stream().filter(name -> text.startsWith(name, key)).findFirst();
    int known = own.map(name -> key + name.length()).orElse(key);
    Matcher after = AFTER_KEY.matcher(text);
    return after.find(known) ? after.start() : text.length();
  }

  /** Whether both may be the same one, of which the ledger cut off the end. */
  boolean like(Reason other) {
    return text.equals(other.text)
        || cut && other.text.startsWith(text)
        || other.cut && text.startsWith(other.text);
  }

  /** Whether a person who wrote this may mean it. */
  boolean holds(String part) {
    return text.contains(part) || cut && part.startsWith(text);
  }
}

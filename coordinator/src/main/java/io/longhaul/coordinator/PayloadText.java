package io.longhaul.coordinator;

import io.longhaul.unit.Payload;

/** What a unit is about, for a person; keys in it are from outside and still to be shown so. */
public final class PayloadText {
  private PayloadText() {}

  public static String of(Payload payload) {
    return switch (payload) {
      case Payload.Root root -> "the job from its cut " + root.from() + " on";
      case Payload.Range range ->
          "keys '%s'… after '%s' until %s%s"
              .formatted(
                  range.prefix(),
                  range.after(),
                  range.until() == null ? "the end" : "'" + range.until() + "'",
                  range.uncut() ? ", still to be cut" : "");
      case Payload.Keys keys ->
          keys.objects().size() == 1
              ? "key '%s'".formatted(keys.objects().getFirst().key())
              : "%d keys from '%s' on"
                  .formatted(keys.objects().size(), keys.objects().getFirst().key());
      case Payload.Parts parts ->
          "parts %d to %d of key '%s'"
              .formatted(parts.first(), parts.last(), parts.of().object().key());
      case Payload.Complete complete ->
          "the parts of key '%s', to be joined".formatted(complete.of().object().key());
      case Payload.Slice slice ->
          "rows of s3://%s/%s from %s %,d on"
              .formatted(slice.bucket(), slice.key(), slice.gzip() ? "row" : "byte", slice.from());
      case Payload.Items items ->
          items.ids().size() == 1
              ? "item '%s'".formatted(items.ids().getFirst())
              : "%d items from '%s' on".formatted(items.ids().size(), items.ids().getFirst());
    };
  }
}

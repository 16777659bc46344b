package io.longhaul.coordinator;

import io.longhaul.unit.Payload;

/** What a unit is about, for a person; keys in it are from outside and still to be shown so. */
public final class PayloadText {
  private PayloadText() {}

  public static String of(Payload payload) {
    return switch (payload) {
      case Payload.Root root -> "the job from its cut " + root.from() + " on";
      case Payload.Range range ->
          "keys '%s'… after '%s' until %s"
              .formatted(
                  range.prefix(),
                  range.after(),
                  range.until() == null ? "the end" : "'" + range.until() + "'");
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
      case Payload.Items items ->
          "%d items from '%s' on".formatted(items.ids().size(), items.ids().getFirst());
    };
  }
}

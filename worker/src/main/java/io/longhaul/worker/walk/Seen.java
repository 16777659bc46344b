package io.longhaul.worker.walk;

import io.longhaul.s3.ListedObject;
import org.jspecify.annotations.Nullable;

/** A source object and what lay at its target when both were looked at; null: nothing did. */
public record Seen(ListedObject source, @Nullable ListedObject target) {}

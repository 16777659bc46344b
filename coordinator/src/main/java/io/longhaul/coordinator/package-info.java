/**
 * What a person starts: one class per command below {@code cli}, and what the commands do beside
 * it.
 */
@NullMarked
package io.longhaul.coordinator;

import org.jspecify.annotations.NullMarked;

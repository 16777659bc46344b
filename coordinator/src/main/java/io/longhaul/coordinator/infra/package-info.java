/** Makes what a stack is made of, and says what of it is there. */
@NullMarked
package io.longhaul.coordinator.infra;

import org.jspecify.annotations.NullMarked;

/**
 * The format of a message: {@code {"v":1,"run":"<run name>","unit":"<unit id>"}}, and nothing more.
 */
@NullMarked
package io.longhaul.queue.codec;

import org.jspecify.annotations.NullMarked;

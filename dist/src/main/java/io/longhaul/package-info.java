/** The command line a user starts; it knows every command and does nothing itself. */
@NullMarked
package io.longhaul;

import org.jspecify.annotations.NullMarked;

/** What diagnostics look like on stderr: lines for a person, or an object a line for a program. */
@NullMarked
package io.longhaul.log;

import org.jspecify.annotations.NullMarked;

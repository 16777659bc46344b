/** What comes from outside and is to be read by a person. */
@NullMarked
package io.longhaul.text;

import org.jspecify.annotations.NullMarked;

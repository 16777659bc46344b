/** What workers allow to be run, as their settings say it. */
@NullMarked
package io.longhaul.command;

import org.jspecify.annotations.NullMarked;

/**
 * Patterns of names, as people write them in jobs: they take a time that grows with the name and
 * the pattern, and never explode. Nobody else sees the library behind them.
 */
@NullMarked
package io.longhaul.pattern;

import org.jspecify.annotations.NullMarked;

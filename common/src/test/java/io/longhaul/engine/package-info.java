/** Servers that adapters are proven on: started once for a whole test run, each when first used. */
@NullMarked
package io.longhaul.engine;

import org.jspecify.annotations.NullMarked;

/** The whole of a fleet on moto: what an instance would do is done by processes here. */
@org.jspecify.annotations.NullMarked
package io.longhaul.whole;

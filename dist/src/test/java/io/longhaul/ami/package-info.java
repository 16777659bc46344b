/** The scripts that make a worker's machine, run below a folder or with programs that play. */
@org.jspecify.annotations.NullMarked
package io.longhaul.ami;

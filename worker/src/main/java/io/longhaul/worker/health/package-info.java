/**
 * What a worker tells whoever is on its machine: how it is, and its meters. It listens on loopback
 * alone, answers two paths, and changes nothing.
 */
@NullMarked
package io.longhaul.worker.health;

import org.jspecify.annotations.NullMarked;

/** What a copy and a listed key cost: whole programs beside each other against a null S3 server. */
@NullMarked
package io.longhaul.bench.copies;

import org.jspecify.annotations.NullMarked;

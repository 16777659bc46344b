/**
 * Lists of objects that somebody else wrote: S3 Batch Operations' and S3 Inventory's CSV, and what
 * the AWS CLI said of copies that failed. Keys of the first two are URL-encoded as in a form, so
 * that {@code +} is a space; nothing of a row is believed before it was looked at.
 */
@NullMarked
package io.longhaul.manifest;

import org.jspecify.annotations.NullMarked;

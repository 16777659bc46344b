/**
 * One description of a job's fields, from which the reader, the canonical form, the JSON Schema and
 * the commented file are all made, so that none of them can say something else than the others.
 */
@NullMarked
package io.longhaul.job.form;

import org.jspecify.annotations.NullMarked;

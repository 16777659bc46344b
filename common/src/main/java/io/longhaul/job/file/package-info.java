/**
 * Job files: YAML and JSON into records or a refusal by file, line and field; the JSON Schema that
 * editors complete them by; and the commented file that a user begins with.
 */
@NullMarked
package io.longhaul.job.file;

import org.jspecify.annotations.NullMarked;

package io.longhaul.embedded.s3.call;

import java.io.IOException;

/** Does what one S3 operation does; throws the failure that S3 would answer. */
@FunctionalInterface
public interface Operation {
  Reply answer(Call call) throws IOException;
}

package io.longhaul.fleet;

import io.longhaul.engine.MinIo;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.sdk.SdkEngine;
import java.util.Map;
import java.util.Set;

class CopyOnMinIoIT extends CopyOnServerContract {
  @Override
  SdkEngine server() {
    return new SdkEngine("MinIO", MinIo.place(), Conditions.ALL, Set.of(), true);
  }

  @Override
  Map<String, String> root() {
    return MinIo.environment();
  }

  @Override
  Map<String, String> reader(SdkEngine server, String source, String target) {
    return MinIo.session(
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"]},
          {"Effect": "Allow", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::%2$s", "arn:aws:s3:::%2$s/*"]},
          {"Effect": "Deny", "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::%1$s/secret/*"}]}
        """
            .formatted(source, target));
  }
}

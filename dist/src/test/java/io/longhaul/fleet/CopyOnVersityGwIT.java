package io.longhaul.fleet;

import io.longhaul.engine.VersityGw;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.sdk.SdkEngine;
import java.util.Map;
import java.util.Set;

class CopyOnVersityGwIT extends CopyOnServerContract {
  @Override
  SdkEngine server() {
    return new SdkEngine("versitygw", VersityGw.place(), Conditions.ALL, Set.of(), true);
  }

  @Override
  Map<String, String> root() {
    return VersityGw.environment();
  }

  @Override
  Map<String, String> reader(SdkEngine server, String source, String target) throws Exception {
    Map<String, String> reader = VersityGw.user("reader");
    server.policy(
        source,
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": "reader", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"]},
          {"Effect": "Deny", "Principal": "reader", "Action": "s3:GetObject",
           "Resource": "arn:aws:s3:::%1$s/secret/*"}]}
        """
            .formatted(source));
    server.policy(
        target,
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Principal": "reader", "Action": "s3:*",
           "Resource": ["arn:aws:s3:::%1$s", "arn:aws:s3:::%1$s/*"]}]}
        """
            .formatted(target));
    return reader;
  }
}

package io.longhaul.coordinator.infra.cloudformation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.coordinator.cli.BriskTime;
import io.longhaul.engine.RawServer;
import io.longhaul.job.Sha256;
import io.longhaul.stack.StackUnreachable;
import io.longhaul.time.ClockOffset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What S3 checks of a body, which moto does not. */
@Timeout(60)
class S3DepotTest {
  @Test
  void a_file_that_is_another_by_now_is_refused_by_its_digest(@TempDir Path folder)
      throws Exception {
    Path tool = Files.writeString(folder.resolve("tool.sh"), "#!/bin/sh\n");
    Sha256 is = Sha256.of(tool);
    AwsSettings settings = AwsSettings.of(4);
    BriskTime time = new BriskTime();
    try (RawServer server =
            new RawServer((number, head, out) -> {
              out.write(
                  RawServer.answer(
                      "400 Bad Request",
                      "Content-Type: application/xml\r\n",
                      "<Error><Code>BadDigest</Code><Message>It did not match.</Message></Error>"));
              return true;
            });
        AwsClients clients = new AwsClients(settings, time, new ClockOffset())) {
      S3Depot depot =
          new S3Depot(
              clients.s3(AwsPlace.at(server.endpoint(), "test", "test")),
              new AwsCalls(time, settings),
              time,
              name -> name + "-bucket",
              "longhaul-shop");
      assertThatExceptionOfType(StackUnreachable.class)
          .isThrownBy(() -> depot.put("artifacts/" + is, tool, is))
          .withMessage(
              "s3://longhaul-shop-bucket/artifacts/%s: 'tool.sh' changed while it was stored; run it"
                      .formatted(is)
                  + " again");
      String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(is.hex()));
      assertThat(server.requests().getFirst().head())
          .containsIgnoringCase("x-amz-checksum-sha256: " + checksum);
    }
  }
}

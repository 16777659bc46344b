package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.aws.AwsPlace;
import io.longhaul.engine.RawServer;
import io.longhaul.s3.CompleteRequest;
import io.longhaul.s3.Expect;
import io.longhaul.s3.ObjectStore;
import io.longhaul.s3.OpenUpload;
import io.longhaul.s3.Part;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What says which parts are an object must not be changed on its way, with TLS or without. */
class SignedDocumentsTest {
  private static final byte[] COMPLETED =
      RawServer.answer(
          "200 OK",
          "",
          "<CompleteMultipartUploadResult><ETag>e</ETag></CompleteMultipartUploadResult>");

  @Test
  void a_document_is_signed_with_its_hash() throws Exception {
    RawServer.Handler completes =
        (n, head, out) -> {
          out.write(COMPLETED);
          return true;
        };
    try (RawServer server = new RawServer(completes);
        ObjectStore store =
            VertxStores.on(AwsPlace.at(server.endpoint(), "test-key-id", "test-secret"))) {
      OpenUpload upload = new OpenUpload("b", "k", "id");
      store.completeUpload(
          new CompleteRequest(upload, List.of(new Part(1, "e")), new Expect.Anything()),
          Deadline.in(new SystemTime(), Duration.ofSeconds(20)));

      RawServer.Request sent = server.requests().getFirst();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(sent.body());
      assertThat(sent.body()).isNotEmpty();
      assertThat(sent.head())
          .contains("x-amz-content-sha256: " + HexFormat.of().formatHex(hash) + "\r\n");
    }
  }
}

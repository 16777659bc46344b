package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.longhaul.aws.AwsCalls;
import io.longhaul.aws.AwsSettings;
import io.longhaul.engine.RawServer;
import io.longhaul.time.Deadline;
import io.longhaul.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/**
 * An adapter on a server that says what a test wants, and the words that its faults are told in.
 */
@Timeout(60)
public abstract class FaultsFixture {
  protected static final String COPIED =
      "<CopyObjectResult><ETag>\"abc\"</ETag></CopyObjectResult>";

  /** So long after its deadline a call may end, on a machine that does much else. */
  protected static final Duration GRACE = Duration.ofSeconds(5);

  protected final SystemTime time = new SystemTime();
  protected final AwsCalls calls = new AwsCalls(time, AwsSettings.of(4));
  private final List<RawServer> servers = new ArrayList<>();
  private final List<ObjectStore> stores = new ArrayList<>();

  /**
   * The adapter under test; closed when the test has ended.
   *
   * @param calls makes its calls, repeats them, and counts that
   */
  protected abstract ObjectStore storeOn(URI endpoint, AwsCalls calls);

  @AfterEach
  void closeAll() throws IOException {
    for (ObjectStore store : stores) store.close();
    for (RawServer server : servers) server.close();
  }

  /** Calls that are tried so often, each try no longer than a second. */
  protected AwsCalls tries(int most) {
    Duration second = Duration.ofSeconds(1);
    return new AwsCalls(time, new AwsSettings(4, second, Duration.ofSeconds(5), second, most));
  }

  protected ObjectStore storeOn(RawServer.Handler handler) {
    return storeOn(handler, calls);
  }

  protected ObjectStore storeOn(RawServer.Handler handler, AwsCalls calls) {
    ObjectStore store = storeOn(serverOf(handler).endpoint(), calls);
    stores.add(store);
    return store;
  }

  protected RawServer serverOf(RawServer.Handler handler) {
    RawServer server = new RawServer(handler);
    servers.add(server);
    return server;
  }

  /** The server of the store that was made last. */
  protected RawServer server() {
    return servers.getLast();
  }

  protected static RawServer.Handler always(byte[] answer) {
    return (n, head, out) -> {
      out.write(answer);
      return true;
    };
  }

  protected static byte[] error(String status, String code) {
    return RawServer.answer(
        status, "", "<Error><Code>%s</Code><Message>said</Message></Error>".formatted(code));
  }

  /** As S3 does: a HEAD is refused without a body, anything else with one. */
  protected static RawServer.Handler refusing(String status, String code) {
    return (n, head, out) -> {
      out.write(head.startsWith("head ") ? refused(status) : error(status, code));
      return true;
    };
  }

  protected static byte[] refused(String status) {
    return "HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n".formatted(status).getBytes(US_ASCII);
  }

  protected Written copy(ObjectStore store) throws InterruptedException {
    return copy(store, new Expect.Absent(), 20);
  }

  protected Written copy(ObjectStore store, Expect expect, int seconds)
      throws InterruptedException {
    return store.copy(
        new CopyRequest("from", "a +%\u00fc/b", "source", "to", "k", expect), in(seconds));
  }

  protected Deadline in(int seconds) {
    return Deadline.in(time, Duration.ofSeconds(seconds));
  }

  protected static Got.Content content(Got got) {
    assertThat(got).isInstanceOf(Got.Content.class);
    return (Got.Content) got;
  }

  protected static StoreException failure(Call call) {
    StoreException failed = catchThrowableOfType(StoreException.class, call::run);
    assertThat(failed).isNotNull();
    return failed;
  }

  /** A call that is expected to fail. */
  protected interface Call {
    void run() throws InterruptedException;
  }
}

package io.longhaul.metrics.cloudwatch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpServer;
import io.longhaul.aws.AwsPlace;
import io.longhaul.engine.Moto;
import io.longhaul.time.SystemTime;
import io.micrometer.core.instrument.Counter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** What reaches CloudWatch, and that a worker does not care if it does not. */
@Timeout(60)
class CloudWatchMetersTest {
  private static final Namespace NAMESPACE = new Namespace("Longhaul");

  private final SystemTime time = new SystemTime();

  private CloudWatchMeters meters(URI endpoint) {
    return CloudWatchMeters.start(NAMESPACE, "test", AwsPlace.at(endpoint, "id", "secret"), time);
  }

  private static Counter dead(CloudWatchMeters meters) {
    return meters.registry().counter("longhaul.worker.units", "kind", "noop", "outcome", "dead");
  }

  @Test
  void what_moved_is_there_at_the_end_and_what_never_did_is_not() {
    MotoCloudWatch moto = new MotoCloudWatch(Moto.endpoint().resolve("/"));
    CloudWatchMeters meters = new CloudWatchMeters(NAMESPACE, "test", moto, time, () -> {});
    dead(meters).increment(3);
    meters.registry().counter("longhaul.worker.units", "kind", "noop", "outcome", "stale");
    meters.close();

    String metrics = moto.asked(MotoCloudWatch.form("ListMetrics", "Longhaul").toString());
    assertThat(metrics)
        .contains("<MetricName>longhaul.worker.units.count</MetricName>")
        .contains("<Value>dead</Value>")
        .contains("<Value>test</Value>")
        .doesNotContain("stale");
    StringJoiner query = MotoCloudWatch.form("GetMetricStatistics", "Longhaul");
    Map<String, String> all = new LinkedHashMap<>();
    all.put("MetricName", "longhaul.worker.units.count");
    all.put("Period", "60");
    all.put("Statistics.member.1", "Sum");
    all.put("StartTime", time.now().minusSeconds(600).toString());
    all.put("EndTime", time.now().plusSeconds(600).toString());
    all.put("Dimensions.member.1.Name", "kind");
    all.put("Dimensions.member.1.Value", "noop");
    all.put("Dimensions.member.2.Name", "outcome");
    all.put("Dimensions.member.2.Value", "dead");
    all.put("Dimensions.member.3.Name", "stack");
    all.put("Dimensions.member.3.Value", "test");
    all.forEach((name, value) -> MotoCloudWatch.add(query, name, value));
    assertThat(moto.asked(query.toString())).contains("<Sum>3.0</Sum>");
  }

  /** In the protocol of the SDK: a map of CBOR, whose texts are as they are. */
  @Test
  void the_last_batch_goes_out_as_the_sdk_says_it() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          asked.add(exchange.getRequestURI() + " " + new String(body, ISO_8859_1));
          exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
          exchange.getResponseHeaders().add("Content-Type", "application/cbor");
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {(byte) 0xbf, (byte) 0xff});
          exchange.close();
        });
    server.start();
    try {
      CloudWatchMeters meters =
          meters(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
      dead(meters).increment(3);
      meters.close();
    } finally {
      server.stop(0);
    }
    assertThat(asked)
        .singleElement(InstanceOfAssertFactories.STRING)
        .contains("/operation/PutMetricData ")
        .contains("Longhaul", "longhaul.worker.units.count", "dead", "stack", "test");
  }

  @Test
  void where_nobody_listens_it_is_said_once_and_the_end_is_not_waited_for() throws IOException {
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    Logger log = (Logger) LoggerFactory.getLogger(Batches.class);
    log.addAppender(lines);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CloudWatchMeters meters = meters(URI.create("http://127.0.0.1:" + silent.getLocalPort()));
      dead(meters).increment();
      long before = time.nanos();
      meters.close();
      meters.close();
      assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(Duration.ofSeconds(10));
      assertThat(lines.list).hasSize(1);
      assertThat(lines.list.getFirst().getMessage()).contains("did not reach CloudWatch");
      assertThat(meters.failed()).isEqualTo(1);
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void a_namespace_that_cloudwatch_would_refuse_is_refused_by_where_it_came_from() {
    assertThat(Namespace.resolve(Optional.empty(), Map.of())).isEmpty();
    assertThat(Namespace.resolve(Optional.empty(), Map.of(Namespace.VARIABLE, "Mine/Longhaul")))
        .contains(new Namespace("Mine/Longhaul"));
    assertThat(Namespace.resolve(Optional.of("A"), Map.of(Namespace.VARIABLE, "B")))
        .contains(new Namespace("A"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Namespace.resolve(Optional.of("AWS/EC2"), Map.of()))
        .withMessageStartingWith("--cloudwatch 'AWS/EC2': write 1 to 255 of");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Namespace.resolve(Optional.empty(), Map.of(Namespace.VARIABLE, "a b")))
        .withMessageStartingWith("LONGHAUL_CLOUDWATCH 'a b'");
  }
}

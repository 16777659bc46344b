package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.engine.RawServer;
import io.longhaul.unit.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of every fault on every call's way: it ends as classified and in time, and never as
 * a wrong value, whatever adapter.
 */
public abstract class StoreFaultsContract extends ConnectionsContract {
  private static final Ending UNAVAILABLE = new Ending.Failed(FailureClass.UNAVAILABLE, "");

  @ParameterizedTest
  @EnumSource(WireFault.class)
  protected void a_fault_that_lasts_ends_in_time_and_as_unavailable(WireFault fault)
      throws InterruptedException {
    for (PortCall call : calls(fault)) {
      ObjectStore store = storeOn(fault.first(Integer.MAX_VALUE, call), tries(2));
      long before = time.nanos();

      Ending ending = call.ending(store, in(stalls(fault) ? 1 : 20));

      assertThat(classOf(ending)).as("%s, %s: %s", fault, call, ending).isIn(ends(fault, call));
      assertThat(Duration.ofNanos(time.nanos() - before)).isLessThan(GRACE.plusSeconds(3));
      assertThat(server().connections()).as("%s, %s", fault, call).isLessThanOrEqualTo(2);
    }
  }

  /** The calls whose answers are spoilt like this. */
  protected Set<PortCall> calls(WireFault fault) {
    return Set.of(fault.calls());
  }

  /** Whether the adapter waits until its deadline when an answer is spoilt like this. */
  protected boolean stalls(WireFault fault) {
    return fault.stalls();
  }

  /** A GET has brought its stream before the body breaks: whoever reads it gets it anew. */
  private List<Ending> ends(WireFault fault, PortCall call) {
    return (fault.isOfBodies() || stalls(fault)) && call.streams()
        ? List.of(UNAVAILABLE, new Ending.Broke())
        : List.of(UNAVAILABLE);
  }

  private static Ending classOf(Ending ending) {
    return ending instanceof Ending.Failed failed
        ? new Ending.Failed(failed.failure(), "")
        : ending;
  }

  @ParameterizedTest
  @EnumSource(WireFault.class)
  void a_fault_that_passes_is_sat_out(WireFault fault) throws InterruptedException {
    for (PortCall call : calls(fault)) {
      // What moves bytes is given all of its time in one try.
      if (stalls(fault) && PortCall.SLOW.contains(call)) continue;
      ObjectStore store = storeOn(fault.first(1, call), tries(3));
      Ending ending = call.ending(store, in(20));

      boolean broke = ending instanceof Ending.Broke && fault.isOfBodies() && call.streams();
      if (broke) ending = call.ending(store, in(20));
      assertThat(ending).as("%s, %s", fault, call).isEqualTo(new Ending.Value(call.value()));
    }
  }

  /** More of them than an adapter has connections: each must be let go of. */
  @ParameterizedTest
  @EnumSource(WireFault.class)
  protected void a_hundred_faults_use_nothing_up(WireFault fault) throws InterruptedException {
    if (stalls(fault)) return; // a second each; that they break their connections is seen elsewhere
    for (PortCall call : calls(fault)) {
      ObjectStore store = storeOn(fault.first(100, call), tries(1));
      for (int i = 0; i < 100; i++) call.ending(store, in(20));
      assertThat(call.ending(store, in(20)))
          .as("%s, %s", fault, call)
          .isEqualTo(new Ending.Value(call.value()));
    }
  }

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void an_answer_byte_by_byte_is_an_answer(PortCall call) throws InterruptedException {
    ObjectStore store =
        storeOn((n, head, out) -> {
          out.writeEach(call.answer());
          return true;
        });

    assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
  }

  @ParameterizedTest
  @EnumSource(PortCall.class)
  void chunks_of_a_byte_are_an_answer(PortCall call) throws InterruptedException {
    if (!call.hasBody() || call.streams()) return; // an object's length must be known
    StringBuilder chunks = new StringBuilder();
    for (char c : call.body().toCharArray()) chunks.append("1;x=y\r\n").append(c).append("\r\n");
    String body = chunks.append("0\r\nX-Trailer: t\r\n\r\n").toString();
    ObjectStore store = storeOn(always(call.answer("Transfer-Encoding: chunked\r\n", body)));

    for (int i = 0; i < 3; i++) {
      assertThat(call.ending(store, in(20))).isEqualTo(new Ending.Value(call.value()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 Continue", "103 Early Hints"})
  protected void an_interim_answer_is_none(String interim) throws InterruptedException {
    for (PortCall call : PortCall.values()) {
      ObjectStore store = storeOn(after(interim, call.answer()));

      for (int i = 0; i < 3; i++) {
        assertThat(call.ending(store, in(20)))
            .as("%s", call)
            .isEqualTo(new Ending.Value(call.value()));
      }
    }
  }

  protected static RawServer.Handler after(String interim, byte[] answer) {
    byte[] first = "HTTP/1.1 %s\r\nETag: \"wrong\"\r\n\r\n".formatted(interim).getBytes(US_ASCII);
    return (n, head, out) -> {
      out.write(first);
      out.write(answer);
      return true;
    };
  }

  /** Done, but what was done is not said: that it was, its conditions find out. */
  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "202 Accepted", "206 Partial Content", "299 What"})
  void a_write_whose_success_names_no_etag_is_not_stored(String status)
      throws InterruptedException {
    String lengths = status.startsWith("204") ? "" : "Content-Length: 0\r\n";
    byte[] answer = "HTTP/1.1 %s\r\n%s\r\n".formatted(status, lengths).getBytes(US_ASCII);
    for (PortCall call : PortCall.WITH_ETAGS) {
      ObjectStore store = storeOn(always(answer), tries(2));
      assertThat(classOf(call.ending(store, in(20)))).as("%s", call).isEqualTo(UNAVAILABLE);
      assertThat(server().requests()).as("%s", call).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: \\d+\r\n", "Last-Modified: [^\r]+\r\n"})
  void a_head_without_size_or_time_shows_no_object(String header) throws InterruptedException {
    String answer = new String(PortCall.HEAD.answer(), US_ASCII).replaceFirst(header, "");
    ObjectStore store =
        storeOn(
            (n, head, out) -> {
              out.write(answer.getBytes(US_ASCII));
              return true;
            },
            tries(2));

    assertThat(classOf(PortCall.HEAD.ending(store, in(20)))).isEqualTo(UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ListBucketResult>",
        "<ListBucketResult><Name>to</Name></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>true</IsTruncated></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated>"
            + "<Contents><Key>k</Key></Contents></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated>"
            + "<Contents><Size>1</Size><LastModified>2026-11-01T01:02:03.000Z</LastModified>"
            + "</Contents></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated>"
            + "<Contents><Key>k</Key><Size>many</Size>"
            + "<LastModified>2026-11-01T01:02:03.000Z</LastModified></Contents></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated>"
            + "<Contents><Key>k</Key><Size>1</Size>"
            + "<LastModified>yesterday</LastModified></Contents></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated>"
            + "<EncodingType>url</EncodingType><Contents><Key>k%2</Key><Size>1</Size>"
            + "<LastModified>2026-11-01T01:02:03.000Z</LastModified></Contents></ListBucketResult>",
        "<Error><Code>InternalError</Code><Message>said</Message></Error>"
      })
  void half_a_listing_is_never_an_empty_page_or_a_defect(String page) throws InterruptedException {
    ObjectStore store = storeOn(always(answer(page)), tries(2));

    Ending ending = PortCall.LIST.ending(store, in(20));
    assertThat(classOf(ending)).as("%s", ending).isEqualTo(UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ListBucketResult><Name>to</Name><IsTruncated>no</IsTruncated></ListBucketResult>",
        "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated></ListBucketResult><more/>",
        "<Strange><Name>to</Name><IsTruncated>false</IsTruncated></Strange>"
      })
  protected void what_s3_never_says_is_no_listing(String page) throws InterruptedException {
    ObjectStore store = storeOn(always(answer(page)), tries(2));

    assertThat(classOf(PortCall.LIST.ending(store, in(20)))).isEqualTo(UNAVAILABLE);
  }

  protected static byte[] answer(String page) {
    return PortCall.LIST.answer("Content-Length: " + page.length() + "\r\n", page);
  }

  /** Entities that stand for more, or for a file, are of no listing. */
  @Test
  void a_listing_with_a_document_type_is_refused() throws InterruptedException {
    String page =
        "<!DOCTYPE l [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY k SYSTEM \"file:///etc/hostname\">]>"
            + "<ListBucketResult><Name>to</Name><IsTruncated>false</IsTruncated><Contents>"
            + "<Key>&a;&k;</Key><Size>1</Size><LastModified>2026-11-01T01:02:03.000Z</LastModified>"
            + "</Contents></ListBucketResult>";
    ObjectStore store = storeOn(always(answer(page)), tries(2));

    assertThat(classOf(PortCall.LIST.ending(store, in(20)))).isEqualTo(UNAVAILABLE);
  }
}

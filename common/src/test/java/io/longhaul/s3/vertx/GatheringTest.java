package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A channel of netty's without a socket, for which nothing else is there to break the order. */
@ExtendWith(NoLeaks.class)
@SuppressWarnings("deprecation") // a handle of reads is, and there is no other
class GatheringTest {
  private final Gathering gathering = new Gathering(new Blocks());
  private final EmbeddedChannel channel = new EmbeddedChannel(gathering);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private static ByteBuf pooled(String text) {
    return ByteBufAllocator.DEFAULT.directBuffer().writeBytes(text.getBytes(US_ASCII));
  }

  private void bring(Object message) {
    assertThat(channel.writeOneInbound(message).isSuccess()).isTrue();
  }

  private void head() {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    bring(head);
    assertThat(channel.<Object>readInbound()).isSameAs(head);
    gathering.begin();
  }

  private void content(String text) {
    bring(new DefaultHttpContent(pooled(text)));
  }

  private void last(String text) {
    bring(new DefaultLastHttpContent(pooled(text)));
  }

  /** A line each of what was handed on since; the last is in brackets. */
  private List<String> handedOn() {
    List<String> lines = new ArrayList<>();
    for (HttpContent next = channel.readInbound(); next != null; next = channel.readInbound()) {
      String text = next.content().toString(US_ASCII);
      lines.add(next instanceof LastHttpContent ? "[" + text + "]" : text);
      next.release();
    }
    return lines;
  }

  @Test
  void what_there_was_to_read_is_handed_on_at_once_and_in_its_order() {
    head();
    content("ab");
    content("cd");
    assertThat(handedOn()).isEmpty();
    channel.flushInbound();
    assertThat(handedOn()).containsExactly("abcd");
    content("ef");
    channel.flushInbound();
    content("gh");
    last("i");
    assertThat(handedOn()).containsExactly("ef", "ghi", "[]");
  }

  @Test
  void more_than_a_block_is_handed_on_block_by_block() {
    head();
    String most = "x".repeat(Blocks.BYTES - 1);
    content(most);
    content("yz");
    assertThat(handedOn()).containsExactly(most + "y");
    channel.flushInbound();
    assertThat(handedOn()).containsExactly("z");
  }

  @Test
  void an_answer_that_nobody_wants_gathered_passes_as_it_came() {
    head();
    last("a");
    assertThat(handedOn()).containsExactly("a", "[]");
    bring(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    assertThat(channel.<Object>readInbound()).isInstanceOf(HttpResponse.class);
    content("b");
    last("c");
    assertThat(handedOn()).containsExactly("b", "[c]");
  }

  @Test
  void the_next_head_ends_it_too() {
    head();
    bring(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    assertThat(channel.<Object>readInbound()).isInstanceOf(HttpResponse.class);
    last("c");
    assertThat(handedOn()).containsExactly("[c]");
  }

  @Test
  void what_came_before_the_connection_ended_is_not_lost_with_it() {
    head();
    content("ab");
    channel.pipeline().fireChannelInactive();
    assertThat(handedOn()).containsExactly("ab");
  }

  @Test
  void who_holds_it_back_reads_no_more_until_it_goes_on_or_the_answer_is_over() {
    head();
    gathering.hold();
    assertThat(channel.config().isAutoRead()).isFalse();
    gathering.goOn();
    assertThat(channel.config().isAutoRead()).isTrue();
    gathering.hold();
    last("a");
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(handedOn()).containsExactly("a", "[]");
  }

  @Test
  void what_was_read_into_a_block_is_not_moved_and_keeps_its_place() {
    Blocks blocks = new Blocks();
    RecvByteBufAllocator.Handle reads = new BlockReads(blocks, () -> true).newHandle();
    head();
    content("ab");
    ByteBuf first = read(reads, "cd");
    ByteBuf second = read(reads, "ef");
    assertThat(second.memoryAddress()).as("behind it").isEqualTo(first.memoryAddress() + 2);
    bring(new DefaultHttpContent(first));
    bring(new DefaultLastHttpContent(second));
    assertThat(handedOn()).containsExactly("ab", "cd", "[ef]");
  }

  private static ByteBuf read(RecvByteBufAllocator.Handle reads, String text) {
    ByteBuf into = reads.allocate(ByteBufAllocator.DEFAULT);
    assertThat(Blocks.has(into)).isTrue();
    into.writeBytes(text.getBytes(US_ASCII));
    reads.lastBytesRead(text.length());
    return into;
  }

  @Test
  void a_read_that_nobody_gathers_is_netty_s() {
    RecvByteBufAllocator.Handle reads = new BlockReads(new Blocks(), () -> false).newHandle();
    ByteBuf into = reads.allocate(ByteBufAllocator.DEFAULT);
    assertThat(Blocks.has(into)).isFalse();
    into.release();
  }
}

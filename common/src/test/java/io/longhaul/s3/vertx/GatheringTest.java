package io.longhaul.s3.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
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

  private int head() {
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    bring(head);
    assertThat(channel.<Object>readInbound()).isSameAs(head);
    return gathering.begin();
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
    int answer = head();
    gathering.hold(answer);
    assertThat(channel.config().isAutoRead()).isFalse();
    gathering.goOn(answer);
    assertThat(channel.config().isAutoRead()).isTrue();
    gathering.hold(answer);
    last("a");
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(handedOn()).containsExactly("a", "[]");
  }

  /** It fills whoever reads it, and the connection is another's from then on. */
  @Test
  void the_last_that_comes_of_an_answer_holds_nothing_back() {
    int[] answer = {0};
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext its, Object message) {
                if (message instanceof HttpContent) gathering.hold(answer[0]);
                its.fireChannelRead(message);
              }
            });
    RecvByteBufAllocator.Handle reads = new BlockReads(new Blocks(), () -> true).newHandle();
    answer[0] = head();
    bring(new DefaultLastHttpContent(read(reads, "of a block")));
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(handedOn()).containsExactly("[of a block]");
    answer[0] = head();
    last("moved");
    assertThat(channel.config().isAutoRead()).isTrue();
    assertThat(handedOn()).containsExactly("moved", "[]");
  }

  @Test
  void who_reads_an_answer_that_is_over_neither_holds_the_next_back_nor_lets_it_go_on() {
    int over = head();
    last("a");
    assertThat(handedOn()).containsExactly("a", "[]");
    int next = head();
    gathering.hold(over);
    assertThat(channel.config().isAutoRead()).isTrue();
    gathering.hold(next);
    gathering.goOn(over);
    assertThat(channel.config().isAutoRead()).isFalse();
    gathering.goOn(next);
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void between_answers_a_connection_keeps_no_block() {
    Blocks blocks = new Blocks();
    boolean[] gathers = {true};
    RecvByteBufAllocator.Handle reads = new BlockReads(blocks, () -> gathers[0]).newHandle();
    ByteBuf last = read(reads, "last");
    gathers[0] = false;
    reads.readComplete();
    last.release();
    ByteBuf again = blocks.take();
    assertThat(again.getByte(0)).as("the same memory").isEqualTo((byte) 'l');
    again.release();
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

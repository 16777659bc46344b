package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.junit.jupiter.api.Test;

class BlocksTest {
  private final Blocks blocks = new Blocks();

  @Test
  void a_block_is_used_again_once_the_last_slice_of_it_is_done_and_not_before() {
    ByteBuf block = blocks.take();
    Buffer first = BufferInternal.buffer(block.writeByte(1).retainedSlice(0, 1));
    Buffer second = BufferInternal.buffer(block.writeByte(2).retainedSlice(1, 1));
    block.release();
    Blocks.done(first);

    ByteBuf other = blocks.take().writeByte(3).writeByte(3);
    assertThat(second.getByte(0)).isEqualTo((byte) 2);
    Blocks.done(second);

    ByteBuf again = blocks.take();
    assertThat(again.readableBytes()).isZero();
    assertThat(again.getByte(1)).as("the same memory").isEqualTo((byte) 2);
    again.release();
    other.release();
  }

  @Test
  void what_is_no_block_s_is_told_from_what_is() {
    ByteBuf block = blocks.take().writeZero(10);
    assertThat(Blocks.has(block.slice(2, 3))).isTrue();
    assertThat(Blocks.has(Unpooled.wrappedBuffer(new byte[3]))).isFalse();
    assertThat(Blocks.has(Unpooled.EMPTY_BUFFER)).isFalse();
    block.release();
    Buffer ofTheHeap = Buffer.buffer("bytes");
    Blocks.done(ofTheHeap);
    Blocks.done(Buffer.buffer());
  }
}

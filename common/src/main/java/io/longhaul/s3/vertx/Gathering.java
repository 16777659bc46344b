package io.longhaul.s3.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a connection brings of one answer's body, before Vert.x sees it: as much as there
 * was to read is handed on at once, in blocks that are used again and that Vert.x does not copy.
 *
 * <p>On the connection's event loop alone.
 */
final class Gathering extends ChannelInboundHandlerAdapter {
  private final Blocks blocks;
  private @Nullable ChannelHandlerContext context;
  private boolean begun;
  private boolean held;

  /** Of the answer that came last: who was told of an earlier one has nothing to say any more. */
  private int answer;

  private @Nullable ByteBuf block;

  /** Of the block. */
  private int handedOn;

  Gathering(Blocks blocks) {
    this.blocks = blocks;
  }

  /** Has a fresh connection gather whenever it is asked to. */
  static void at(HttpConnection connection, Blocks blocks) {
    if (!(connection instanceof HttpClientConnection its)) return;
    ChannelHandlerContext last = its.channelHandlerContext();
    Gathering gathering = new Gathering(blocks);
    last.pipeline().addBefore(last.name(), null, gathering);
    boolean plain = !connection.isSsl();
    last.channel()
        .config()
        .setRecvByteBufAllocator(new BlockReads(blocks, () -> plain && gathering.begun));
  }

  /** That of a connection; null: it has none, and answers come as Vert.x brings them. */
  static @Nullable Gathering of(HttpConnection connection) {
    if (!(connection instanceof HttpClientConnection its)) return null;
    return its.channelHandlerContext().pipeline().get(Gathering.class);
  }

  /**
   * From now on to the end of the answer whose head has come.
   *
   * @return the answer's number, by which it is held back
   */
  int begin() {
    begun = true;
    return ++answer;
  }

  /** Reads no more of that answer, so that the server has to wait; of one that is over nothing. */
  void hold(int which) {
    if (!begun || which != answer) return;
    held = true;
    autoRead(false);
  }

  /** Reads on, if it is still that answer. */
  void goOn(int which) {
    if (which == answer) goOn();
  }

  private void goOn() {
    if (!held) return;
    held = false;
    autoRead(true);
  }

  private void autoRead(boolean on) {
    ChannelHandlerContext its = context;
    if (its != null) its.channel().config().setAutoRead(on);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext its) {
    context = its;
  }

  @Override
  public void channelRead(ChannelHandlerContext its, Object message) {
    if (message instanceof HttpResponse) end(); // whatever became of the one before
    if (!begun || !(message instanceof HttpContent content)) {
      its.fireChannelRead(message);
    } else if (content.decoderResult().isFailure()) {
      handOn(its);
      its.fireChannelRead(message);
    } else {
      gather(its, content);
    }
  }

  private void gather(ChannelHandlerContext its, HttpContent content) {
    if (Blocks.has(content.content())) {
      handOn(its);
      if (content instanceof LastHttpContent) end();
      its.fireChannelRead(content);
      return;
    }
    HttpContent last = null;
    try {
      for (ByteBuf bytes = content.content(); bytes.isReadable(); ) take(its, bytes);
      if (content instanceof LastHttpContent) last = content.replace(Unpooled.EMPTY_BUFFER);
    } finally {
      content.release();
    }
    if (last == null) return;
    handOn(its);
    end();
    its.fireChannelRead(last);
  }

  private void end() {
    letGo();
    begun = false;
    goOn();
  }

  private void take(ChannelHandlerContext its, ByteBuf bytes) {
    ByteBuf into = block == null ? blocks.take() : block;
    block = into;
    into.writeBytes(bytes, Math.min(bytes.readableBytes(), into.writableBytes()));
    if (into.isWritable()) return;
    handOn(its);
    letGo();
  }

  private void handOn(ChannelHandlerContext its) {
    ByteBuf from = block;
    if (from == null || from.writerIndex() == handedOn) return;
    int begin = handedOn;
    handedOn = from.writerIndex();
    its.fireChannelRead(new DefaultHttpContent(from.retainedSlice(begin, handedOn - begin)));
  }

  private void letGo() {
    ByteBuf its = block;
    block = null;
    handedOn = 0;
    if (its != null) its.release();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext its) {
    handOn(its);
    its.fireChannelReadComplete();
  }

  /** What came before the end is not lost with it. */
  @Override
  public void channelInactive(ChannelHandlerContext its) {
    handOn(its);
    letGo();
    its.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext its, Throwable cause) {
    handOn(its);
    its.fireExceptionCaught(cause);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext its) {
    letGo();
  }
}

package io.longhaul.s3.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection reads to: as much at a time as netty finds it brings, and, while a body is
 * gathered that nobody has to decipher, into a block, from which it need not be moved.
 */
final class BlockReads implements RecvByteBufAllocator {
  private static final int FIRST = 2 << 10;

  /** A read of less is not worth a call of the system. */
  private static final int LEAST = 64 << 10;

  private final RecvByteBufAllocator sizes =
      new AdaptiveRecvByteBufAllocator(FIRST, FIRST, Blocks.BYTES);
  private final Blocks blocks;
  private final BooleanSupplier gathers;

  BlockReads(Blocks blocks, BooleanSupplier gathers) {
    this.blocks = blocks;
    this.gathers = gathers;
  }

  @Override
  @SuppressWarnings("deprecation") // of netty's own, for its implementors there is no other
  public Handle newHandle() {
    return new IntoBlocks((ExtendedHandle) sizes.newHandle());
  }

  @SuppressWarnings("deprecation")
  private final class IntoBlocks extends DelegatingHandle implements ExtendedHandle {
    private final ExtendedHandle sized;
    private @Nullable ByteBuf block;
    private boolean intoBlock;

    IntoBlocks(ExtendedHandle sized) {
      super(sized);
      this.sized = sized;
    }

    @Override
    public ByteBuf allocate(ByteBufAllocator allocator) {
      intoBlock = gathers.getAsBoolean();
      if (!intoBlock) {
        letGo();
        return super.allocate(allocator);
      }
      ByteBuf into = block;
      if (into == null || into.writableBytes() < LEAST) {
        letGo();
        into = blocks.take();
        block = into;
      }
      return into.retainedSlice(into.writerIndex(), into.writableBytes()).clear();
    }

    private void letGo() {
      ByteBuf its = block;
      block = null;
      if (its != null) its.release();
    }

    @Override
    public void lastBytesRead(int bytes) {
      super.lastBytesRead(bytes);
      ByteBuf into = block;
      if (intoBlock && into != null && bytes > 0) into.writerIndex(into.writerIndex() + bytes);
    }

    /** Between answers a connection has no block: it may be idle for long. */
    @Override
    public void readComplete() {
      super.readComplete();
      if (!gathers.getAsBoolean()) letGo();
    }

    @Override
    public boolean continueReading(UncheckedBooleanSupplier more) {
      return sized.continueReading(more);
    }
  }
}

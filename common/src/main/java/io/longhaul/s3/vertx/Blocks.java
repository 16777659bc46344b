package io.longhaul.s3.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory outside of the heap that bytes are gathered in on their way from one connection to
 * another. A block comes back when the last of what was handed out of it is released; one of which
 * something is never released is left to the garbage collector.
 */
final class Blocks {
  /** Enough that what each hand-over costs is little beside what its bytes cost. */
  static final int BYTES = 256 << 10;

  /** So many wait for their next use: 16 MiB for each event loop. */
  private static final int KEPT = 64;

  /** The last to come back is taken first: most likely the processor still has it at hand. */
  private final Deque<ByteBuffer> free = new ArrayDeque<>(KEPT);

  /** One that is empty, and the caller's to release. */
  ByteBuf take() {
    ByteBuffer known;
    synchronized (free) {
      known = free.pollFirst();
    }
    return new Block(known == null ? ByteBuffer.allocateDirect(BYTES) : known).clear();
  }

  /** Whether that is of a block. */
  static boolean has(ByteBuf bytes) {
    return bytes.alloc() == UnpooledByteBufAllocator.DEFAULT
        && bytes.isDirect()
        && bytes.capacity() > 0;
  }

  /** Nobody looks at that any more: if it is of a block, its memory may be used again. */
  static void done(Buffer bytes) {
    var unused = ((BufferInternal) bytes).unwrap().release();
  }

  /** Not by netty's pool, for Vert.x copies all that is. */
  private final class Block extends UnpooledDirectByteBuf {
    private final ByteBuffer memory;

    Block(ByteBuffer memory) {
      super(UnpooledByteBufAllocator.DEFAULT, memory, BYTES);
      this.memory = memory;
    }

    @Override
    protected void deallocate() {
      super.deallocate();
      synchronized (free) {
        if (free.size() < KEPT) free.addFirst(memory.clear());
      }
    }
  }
}

package io.longhaul.aws;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * Event loops for the SDK's clients that end at once: those that the SDK makes for itself it closes
 * only after two seconds of silence, which is longer than most commands take.
 */
final class EventLoops implements AutoCloseable {
  private static final long QUIET_MILLIS = 100;
  private static final long LONGEST_MILLIS = 1000;

  private final EventLoopGroup loops = group();

  /** The SDK knows netty's groups by their class, and of these only what netty calls old. */
  @SuppressWarnings("deprecation")
  private static EventLoopGroup group() {
    return new NioEventLoopGroup(0, new DefaultThreadFactory("aws", true));
  }

  SdkEventLoopGroup forSdk() {
    return SdkEventLoopGroup.create(loops);
  }

  /**
   * Does not wait: the threads are daemons. They take what the last answers bring about, such as
   * that a connection is free again, which else ends in a stack trace.
   */
  @Override
  public void close() {
    var unused = loops.shutdownGracefully(QUIET_MILLIS, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
  }
}

package io.longhaul.s3.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwsChunksTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 65_535, 65_536, 65_537, 131_072, 1_000_003})
  void chunks_are_of_one_size_however_the_bytes_come(int length) {
    for (Algorithm algorithm : Algorithm.values()) of(length, algorithm);
  }

  private static void of(int length, Algorithm algorithm) {
    byte[] body = new byte[length];
    new Random(length).nextBytes(body);
    Random pieces = new Random(7);
    Wire wire = new Wire();
    AwsChunks chunks = new AwsChunks(length, algorithm);
    for (int at = 0; at < length; ) {
      int to = Math.min(length, at + 1 + pieces.nextInt(200_000));
      var unused = chunks.send(Buffer.buffer(Arrays.copyOfRange(body, at, to)), wire);
      at = to;
    }
    var unused = wire.write(chunks.end());

    Buffer expected = Buffer.buffer();
    for (int at = 0; at < length; at += Upload.CHUNK) {
      byte[] chunk = Arrays.copyOfRange(body, at, Math.min(length, at + Upload.CHUNK));
      expected.appendString(Integer.toHexString(chunk.length) + "\r\n");
      expected.appendBytes(chunk).appendString("\r\n");
    }
    expected.appendString("0\r\n" + algorithm.header() + ":" + algorithm.of(body) + "\r\n\r\n");
    assertThat(wire.bytes.getBytes()).isEqualTo(expected.getBytes());
    assertThat(AwsChunks.length(length, algorithm)).isEqualTo(wire.bytes.length());
  }

  private static final class Wire implements WriteStream<Buffer> {
    private final Buffer bytes = Buffer.buffer();

    @Override
    public Future<Void> write(Buffer data) {
      bytes.appendBuffer(data);
      return Future.succeededFuture();
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
      return this;
    }

    @Override
    public Future<Void> end() {
      return Future.succeededFuture();
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
      return this;
    }

    @Override
    public boolean writeQueueFull() {
      return false;
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
      return this;
    }
  }
}

package io.longhaul.worker.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The other end of systemd's socket. */
final class UnixReceiver implements AutoCloseable {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int MSG_DONTWAIT = 0x40;

  private final Arena arena = Arena.ofShared();
  private final MemorySegment buffer = arena.allocate(1024);
  private final int socket;

  /**
   * @param address a path, or an abstract name that begins with @
   */
  UnixReceiver(String address) throws Throwable {
    byte[] path = address.replace('@', '\0').getBytes(StandardCharsets.UTF_8);
    int length = 2 + path.length + (address.startsWith("@") ? 0 : 1);
    MemorySegment name = arena.allocate(length, 2);
    name.set(JAVA_SHORT, 0, (short) AF_UNIX);
    MemorySegment.copy(path, 0, name, JAVA_BYTE, 2, path.length);
    socket =
        (int)
            call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT))
                .invokeExact(AF_UNIX, SOCK_DGRAM, 0);
    int bound =
        (int)
            call("bind", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT))
                .invokeExact(socket, name, length);
    if (bound != 0) throw new AssertionError("cannot bind " + address);
  }

  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
  }

  /** What has come since it was asked last; a datagram has come when its sender goes on. */
  List<String> received() throws Throwable {
    MethodHandle recv =
        call("recv", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    List<String> words = new ArrayList<>();
    while (true) {
      long length = (long) recv.invokeExact(socket, buffer, buffer.byteSize(), MSG_DONTWAIT);
      if (length < 0) return words;
      byte[] bytes = buffer.asSlice(0, length).toArray(JAVA_BYTE);
      words.add(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  @Override
  public void close() throws Exception {
    try {
      var unused =
          (int) call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT)).invokeExact(socket);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    arena.close();
  }
}

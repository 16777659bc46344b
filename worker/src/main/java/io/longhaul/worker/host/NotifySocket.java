package io.longhaul.worker.host;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends words to the socket that systemd names to its services: datagrams over a Unix socket, which
 * the JDK has no class for, by the system's own calls. Never waits, and never fails its caller.
 *
 * <p>The numbers are Linux's on x86-64 and arm64 alike.
 */
final class NotifySocket implements AutoCloseable {
  private static final short AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000;

  /** Of {@code sun_path}, less the zero at its end. */
  private static final int LONGEST_PATH = 107;

  private final Arena arena = Arena.ofShared();
  private final MethodHandle sendto;
  private final MethodHandle close;
  private final MemorySegment address;
  private final int socket;
  private boolean closed;

  /** That which an address names; empty: there is no such socket on this system. */
  static Optional<NotifySocket> open(String address) {
    byte[] path = address.getBytes(StandardCharsets.UTF_8);
    boolean unix = address.startsWith("/") || address.startsWith("@");
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    if (!linux || !unix || path.length > LONGEST_PATH) return Optional.empty();
    NotifySocket opened = new NotifySocket(path);
    if (opened.socket >= 0) return Optional.of(opened);
    opened.close();
    return Optional.empty();
  }

  private NotifySocket(byte[] path) {
    MethodHandle socketCall =
        call("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    sendto =
        call(
            "sendto",
            FunctionDescriptor.of(
                JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT));
    close = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    address = address(path);
    try {
      socket = (int) socketCall.invokeExact((int) AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    } catch (Throwable e) {
      throw unlinked(e);
    }
  }

  /** {@code struct sockaddr_un}: a name that begins with @ is abstract, a zero in its place. */
  private MemorySegment address(byte[] path) {
    boolean named = path[0] != '@';
    long length = JAVA_SHORT.byteSize() + path.length + (named ? 1 : 0);
    MemorySegment address = arena.allocate(length, JAVA_SHORT.byteAlignment());
    address.set(JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, address, JAVA_BYTE, JAVA_SHORT.byteSize(), path.length);
    if (!named) address.set(JAVA_BYTE, JAVA_SHORT.byteSize(), (byte) 0);
    return address;
  }

  /** The distribution's launcher allows native access; the signatures are POSIX's. */
  @SuppressWarnings("restricted")
  private static MethodHandle call(String name, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), signature);
  }

  /** One datagram; false if it was not taken. */
  synchronized boolean send(String words) {
    if (closed) return false;
    byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
    try (Arena sending = Arena.ofConfined()) {
      MemorySegment buffer = sending.allocate(MemoryLayout.sequenceLayout(bytes.length, JAVA_BYTE));
      MemorySegment.copy(bytes, 0, buffer, JAVA_BYTE, 0, bytes.length);
      long sent =
          (long)
              sendto.invokeExact(
                  socket,
                  buffer,
                  (long) bytes.length,
                  MSG_DONTWAIT_NOSIGNAL,
                  address,
                  (int) address.byteSize());
      return sent == bytes.length;
    } catch (Throwable e) {
      throw unlinked(e);
    }
  }

  private static IllegalStateException unlinked(Throwable e) {
    return new IllegalStateException("a system call cannot be made", e);
  }

  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    try {
      if (socket >= 0) {
        var unused = (int) close.invokeExact(socket);
      }
    } catch (Throwable e) {
      throw unlinked(e);
    } finally {
      arena.close();
    }
  }
}

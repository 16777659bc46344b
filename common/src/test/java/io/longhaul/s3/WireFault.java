package io.longhaul.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.longhaul.engine.RawServer;
import io.longhaul.engine.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that may become of an answer on its way, told from the answer that it spoils. */
public enum WireFault {
  CLOSED_BEFORE_THE_REQUEST_IS_READ {
    @Override
    boolean begun(Wire wire) {
      return false;
    }
  },
  RESET_BEFORE_THE_REQUEST_IS_READ {
    @Override
    boolean begun(Wire wire) throws IOException {
      wire.reset();
      return false;
    }
  },
  CLOSED_UNANSWERED {},
  RESET_UNANSWERED {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.reset();
      return false;
    }
  },
  STALLED_UNANSWERED {
    @Override
    boolean play(PortCall call, Wire wire) {
      wire.awaitGone();
      return false;
    }
  },
  CUT_IN_THE_STATUS_LINE {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer(), 0, 11);
      return false;
    }
  },
  CUT_IN_THE_HEAD {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer(), 0, call.head().length() - 3);
      return false;
    }
  },
  STALLED_IN_THE_HEAD {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer(), 0, call.head().length() - 3);
      wire.awaitGone();
      return false;
    }
  },
  NO_HTTP {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write("220 mail.example.com ESMTP\r\n\r\n".getBytes(UTF_8));
      return true;
    }
  },
  A_STATUS_THAT_IS_NO_NUMBER {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.head().replaceFirst(" 20\\d ", " OK ").getBytes(ISO_8859_1));
      return true;
    }
  },
  A_LENGTH_THAT_IS_NO_NUMBER {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withHeader("Content-Length: many", call, wire);
    }
  },
  A_LENGTH_BELOW_ZERO {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withHeader("Content-Length: -5", call, wire);
    }
  },
  LENGTHS_THAT_DIFFER {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withHeader("Content-Length: 3\r\nContent-Length: 5", call, wire);
    }
  },
  A_HEAD_OF_100_000_BYTES {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withHeader(("X-Pad: " + "p".repeat(993) + "\r\n").repeat(100).strip(), call, wire);
    }
  },
  A_HEADER_OF_100_000_BYTES {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withHeader("X-Pad: " + "p".repeat(100_000), call, wire);
    }
  },
  AN_ERROR_500 {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(RawServer.answer("500 Internal Server Error", "", ""));
      return true;
    }
  },
  A_PROXY_THAT_SAYS_502 {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      String page = call.asksByHead() ? "" : "<html><body>Bad & gone</body></html>";
      wire.write(RawServer.answer("502 Bad Gateway", "Content-Type: text/html\r\n", page));
      return true;
    }
  },
  AN_UNKNOWN_STATUS_599 {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(RawServer.answer("599 What", "", ""));
      return true;
    }
  },
  CUT_IN_THE_BODY(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer(), 0, call.answer().length - 5);
      return false;
    }
  },
  RESET_IN_THE_BODY(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer(), 0, call.answer().length - 5);
      wire.reset();
      return false;
    }
  },
  STALLED_IN_THE_BODY(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer(), 0, call.answer().length - 5);
      wire.awaitGone();
      return false;
    }
  },
  A_LENGTH_TOO_LONG(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer("Content-Length: 100000\r\n", call.body()));
      return false;
    }
  },
  A_CHUNK_CUT(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      wire.write(call.answer("Transfer-Encoding: chunked\r\n", "fff\r\n" + call.body()));
      return false;
    }
  },
  CHUNKS_WITHOUT_A_LAST_ONE(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      String body = Integer.toHexString(call.body().length()) + "\r\n" + call.body() + "\r\n";
      wire.write(call.answer("Transfer-Encoding: chunked\r\n", body));
      return false;
    }
  },
  A_CHUNK_SIZE_THAT_IS_NONE(true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      String body = "xyz\r\n" + call.body() + "\r\n0\r\n\r\n";
      wire.write(call.answer("Transfer-Encoding: chunked\r\n", body));
      return true;
    }
  },
  A_LENGTH_TOO_SHORT(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      int length = call.body().length() - 20;
      wire.write(call.answer("Content-Length: " + length + "\r\n", call.body()));
      return true;
    }
  },
  AN_EMPTY_BODY(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody("", call, wire);
    }
  },
  HALF_A_DOCUMENT(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody(call.body().substring(0, call.body().length() / 2), call, wire);
    }
  },
  A_DOCUMENT_WITHOUT_ITS_LAST_TAG(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody(call.body().substring(0, call.body().lastIndexOf("</")), call, wire);
    }
  },
  AN_EMPTY_DOCUMENT(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody(call.empty(), call, wire);
    }
  },
  ANOTHER_DOCUMENT(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody("<html><body>Welcome</body></html>", call, wire);
    }
  },
  NO_DOCUMENT(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody("{\"status\": \"ok\"}", call, wire);
    }
  },
  BYTES_THAT_ARE_NO_TEXT(true, true) {
    @Override
    boolean play(PortCall call, Wire wire) throws IOException {
      return withBody("\0\u0001\u00ff\u00fe<<&\u0080", call, wire);
    }
  };

  private final boolean ofBodies;
  private final boolean ofDocuments;

  WireFault() {
    this(false, false);
  }

  WireFault(boolean ofBodies) {
    this(ofBodies, false);
  }

  WireFault(boolean ofBodies, boolean ofDocuments) {
    this.ofBodies = ofBodies;
    this.ofDocuments = ofDocuments;
  }

  /** The calls that it can befall: a GET's bytes are what they are, and no document. */
  PortCall[] calls() {
    return Arrays.stream(PortCall.values())
        .filter(call -> !ofBodies || call.hasBody())
        .filter(call -> !ofDocuments || !call.streams())
        .toArray(PortCall[]::new);
  }

  /** Whether the head of the answer is whole. */
  boolean isOfBodies() {
    return ofBodies;
  }

  /** Whether nothing is said for as long as the client stays. */
  boolean stalls() {
    return this == STALLED_UNANSWERED || this == STALLED_IN_THE_HEAD || this == STALLED_IN_THE_BODY;
  }

  /** Before the request is read; false: the connection ends here. */
  boolean begun(Wire wire) throws IOException {
    return true;
  }

  /** In place of the answer; false: the connection ends here. */
  boolean play(PortCall call, Wire wire) throws IOException {
    return false;
  }

  /** A server that spoils its first answers like this, and gives good ones after that. */
  RawServer.Handler first(int spoilt, PortCall call) {
    return new RawServer.Handler() {
      private final AtomicInteger begun = new AtomicInteger();

      @Override
      public boolean begun(int request, Wire wire) throws IOException {
        return begun.incrementAndGet() > spoilt || WireFault.this.begun(wire);
      }

      @Override
      public boolean answer(int number, String head, Wire wire) throws IOException {
        if (begun.get() <= spoilt) return play(call, wire);
        wire.write(call.answer());
        return true;
      }
    };
  }

  private static boolean withHeader(String header, PortCall call, Wire wire) throws IOException {
    String head = call.head().replaceFirst("Content-Length: \\d+\r\n", "");
    wire.write(
        (head.substring(0, head.length() - 2) + header + "\r\n\r\n" + call.body())
            .getBytes(ISO_8859_1));
    return true;
  }

  private static boolean withBody(String body, PortCall call, Wire wire) throws IOException {
    wire.write(call.answer("Content-Length: " + body.length() + "\r\n", body));
    return true;
  }
}

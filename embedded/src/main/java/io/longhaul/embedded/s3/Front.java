package io.longhaul.embedded.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.longhaul.embedded.hooks.Caught;
import io.longhaul.embedded.hooks.Cut;
import io.longhaul.embedded.hooks.Hooks;
import io.longhaul.embedded.hooks.Point;
import io.longhaul.embedded.s3.call.Call;
import io.longhaul.embedded.s3.call.Owner;
import io.longhaul.embedded.s3.call.Reply;
import io.longhaul.embedded.s3.protocol.S3Failure;
import io.longhaul.embedded.s3.protocol.SignatureCheck;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes each request through guard, signature, hooks, operation and hooks again, to its answer. */
final class Front implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Front.class);

  private final LoopbackGuard guard;
  private final SignatureCheck signatures;
  private final Hooks hooks;
  private final Operations operations;
  private final Stats stats;
  private final Admin admin;

  Front(
      LoopbackGuard guard,
      SignatureCheck signatures,
      Hooks hooks,
      Operations operations,
      Stats stats,
      Admin admin) {
    this.guard = guard;
    this.signatures = signatures;
    this.hooks = hooks;
    this.operations = operations;
    this.stats = stats;
    this.admin = admin;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var sender = new Sender(exchange);
      try {
        var headers = exchange.getRequestHeaders();
        guard.check(headers.get("Host"), headers.get("Origin"));
        if (Admin.isFor(exchange)) admin.answer(exchange);
        else serve(exchange, sender);
      } catch (S3Failure e) {
        sender.send(Reply.failure(e, sender.resource()), Caught.BY_NONE);
      }
    }
  }

  private void serve(HttpExchange exchange, Sender sender) throws IOException {
    Call call = call(exchange);
    signatures.check(call);
    String name = OperationName.of(call);
    Caught caught = hooks.take(name, call.bucket(), hookKey(call));
    int status = Stats.CUT;
    try (Reply reply = answer(call, name, caught, sender.resource())) {
      status = reply.status();
      sender.send(reply, caught);
    } catch (Cut e) {
      // closing the exchange without an answer closes the connection
    } finally {
      stats.count(call.bucket(), name, status);
      caught.answered(status);
    }
  }

  private Reply answer(Call call, String name, Caught caught, String resource) {
    try {
      caught.at(Point.BEFORE);
      Owner.check(call);
      Call hooked =
          call.through(caught::body).atPublish(() -> caught.at(Point.PUBLISH)).paging(caught::page);
      Reply reply = operations.named(name).answer(hooked);
      try {
        caught.at(Point.AFTER);
      } catch (S3Failure | Cut e) {
        reply.close(); // the effect stays, the answer is lost
        throw e;
      }
      return reply;
    } catch (S3Failure e) {
      return Reply.failure(e, resource);
    } catch (IOException | RuntimeException e) {
      if (e instanceof Cut cut) throw cut;
      if (FullDisk.isSaidBy(e)) {
        LOG.atWarn().addKeyValue("call", name).addKeyValue("why", e).log("the disk is full");
        return Reply.failure(S3Failure.full(), resource);
      }
      LOG.atError().setCause(e).addKeyValue("call", name).log("call failed");
      return Reply.failure(
          new S3Failure(500, "InternalError", "We encountered an internal error: " + e), resource);
    }
  }

  private static Call call(HttpExchange exchange) {
    var uri = exchange.getRequestURI();
    String path = uri.getRawPath();
    return new Call(
        exchange.getRequestMethod(),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        exchange.getRequestHeaders(),
        exchange.getRequestBody());
  }

  /** A listing is caught by its prefix. */
  private static String hookKey(Call call) {
    if (call.hasKey()) return call.key().text();
    String prefix = call.query().text("prefix");
    return prefix == null ? "" : prefix;
  }
}

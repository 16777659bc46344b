package io.longhaul.s3.vertx;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.Got;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands on the bytes of a GET while they come; a refusal is read as a whole. */
record Opening(Function<Reply, FailedAnswer> refusal, Time time, Deadline deadline)
    implements Exchange.Reader<Got.Content> {
  private static final int OK = 200;

  @Override
  public Got.Content whole(Reply reply) {
    throw refusal.apply(reply);
  }

  @Override
  public Got.@Nullable Content opened(HttpClientResponse response, Lane lane, Runnable breakOff) {
    // A part of an object, or a proxy's idea of it, is not the object.
    if (response.statusCode() != OK) {
      throw FailedAnswer.unreadable(
          "Http" + response.statusCode(),
          response.statusCode(),
          "the answer is not the whole object");
    }
    MultiMap head = response.headers();
    long length = Heads.length(head);
    return new Got.Content(
        new Incoming(lane, response, breakOff, length, time, deadline),
        length,
        Heads.etag(head),
        Heads.contentType(head),
        Heads.metadata(head));
  }
}

package io.longhaul.s3.vertx;

import io.longhaul.aws.FailedAnswer;
import io.longhaul.s3.ByteRange;
import io.longhaul.s3.ChecksumForm;
import io.longhaul.s3.Got;
import io.longhaul.s3.calls.Ranges;
import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hands on the bytes of a GET while they come; a refusal is read as a whole. */
record Opening(
    Function<Reply, FailedAnswer> refusal, @Nullable ByteRange range, Time time, Deadline deadline)
    implements Exchange.Reader<Got.Content> {
  private static final int OK = 200;

  @Override
  public Got.Content whole(Reply reply) {
    throw refusal.apply(reply);
  }

  @Override
  public Got.@Nullable Content opened(HttpClientResponse response, Lane lane, Runnable breakOff) {
    int status = response.statusCode();
    MultiMap head = response.headers();
    // A part of an object, or a proxy's idea of it, is not the object.
    if (range == null && status != OK) {
      throw FailedAnswer.unreadable("Http" + status, status, "the answer is not the whole object");
    }
    long length = Heads.length(head);
    if (range != null) Ranges.check(range, status, head.get("content-range"), length);
    return new Got.Content(
        new Incoming(lane, response, breakOff, length, time, deadline),
        length,
        Heads.etag(head),
        TraitsRead.traits(head),
        TraitsRead.tags(head),
        TraitsRead.unspoken(head),
        range == null ? ChecksumForm.of(TraitsRead.checksum(head)) : null);
  }
}

package io.longhaul.worker.verify;

import io.longhaul.job.Keep;
import io.longhaul.job.S3VerifyJob;
import io.longhaul.s3.ContentHeaders;
import io.longhaul.s3.Described;
import io.longhaul.s3.Described.SameBytes;
import io.longhaul.s3.ListedObject;
import io.longhaul.s3.ObjectStore;
import io.longhaul.verify.Difference.In;
import io.longhaul.worker.copy.TagReader;
import io.longhaul.worker.walk.Ends;
import io.longhaul.worker.walk.Retries;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares what belongs to an object beside its bytes, as far as the job keeps it: by a HEAD of
 * each side, and a request for the tags of an object that has some.
 *
 * @param redirects whether a website's redirect is always kept
 */
record Kept(Ends ends, Retries retries, boolean redirects, TagReader from, TagReader to) {
  static Kept of(S3VerifyJob job, Ends ends, Retries retries) {
    Keep keep = job.keep();
    boolean redirects =
        switch (keep.websiteRedirect()) {
          case ALWAYS -> true;
          case WHERE_FREE -> job.streamed();
          case NEVER -> false;
        };
    return new Kept(
        ends,
        retries,
        redirects,
        new TagReader(keep.tags(), ends.from(), ends.sourceBucket()),
        new TagReader(keep.tags(), ends.to(), ends.targetBucket()));
  }

  /** In what both differ; empty: one of them is not this object any more. */
  Optional<Set<In>> differences(ListedObject source, ListedObject target)
      throws InterruptedException {
    Optional<Described> one = described(ends.from(), ends.sourceBucket(), source);
    if (one.isEmpty()) return Optional.empty();
    Optional<Described> other = described(ends.to(), ends.targetBucket(), target);
    if (other.isEmpty()) return Optional.empty();
    Set<In> in = told(one.get(), other.get());
    if (tagsDiffer(one.get(), other.get())) in.add(In.TAGS);
    return Optional.of(in);
  }

  /**
   * Whether two of one size whose ETags differ and look like MD5s have the same bytes; empty: one
   * of them is not this object any more.
   */
  Optional<SameBytes> sameBytes(ListedObject source, ListedObject target)
      throws InterruptedException {
    Optional<Described> one = described(ends.from(), ends.sourceBucket(), source);
    if (one.isEmpty()) return Optional.empty();
    return described(ends.to(), ends.targetBucket(), target).map(one.get()::sameBytes);
  }

  private Optional<Described> described(ObjectStore store, String bucket, ListedObject object)
      throws InterruptedException {
    return retries
        .send(deadline -> store.describe(bucket, object.key(), deadline))
        .filter(seen -> seen.object().etag().equals(object.etag()));
  }

  /** By what a HEAD tells. */
  private Set<In> told(Described one, Described other) {
    Set<In> in = EnumSet.noneOf(In.class);
    ContentHeaders here = one.traits().content();
    ContentHeaders there = other.traits().content();
    if (!Objects.equals(here.type(), there.type())) in.add(In.CONTENT_TYPE);
    if (!withoutType(here).equals(withoutType(there))) in.add(In.CONTENT_HEADERS);
    if (!one.traits().metadata().equals(other.traits().metadata())) in.add(In.METADATA);
    if (redirects && !Objects.equals(one.traits().redirect(), other.traits().redirect())) {
      in.add(In.WEBSITE_REDIRECT);
    }
    return in;
  }

  private static ContentHeaders withoutType(ContentHeaders of) {
    return new ContentHeaders(
        null, of.cacheControl(), of.disposition(), of.encoding(), of.language(), of.expires());
  }

  /**
   * What stays behind is read as none; what may not be read, if the job bears that, is not
   * compared.
   */
  private boolean tagsDiffer(Described one, Described other) throws InterruptedException {
    Optional<Map<String, String>> here = read(from, one);
    if (here.isEmpty()) return false;
    Optional<Map<String, String>> there = read(to, other);
    return there.isPresent() && !here.get().equals(there.get());
  }

  private Optional<Map<String, String>> read(TagReader reader, Described seen)
      throws InterruptedException {
    return retries.send(deadline -> reader.read(seen.object().key(), seen.tags(), deadline));
  }
}

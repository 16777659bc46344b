package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.job.S3Location;
import io.longhaul.partition.Layout.Amount;
import io.longhaul.partition.Layout.Basis;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Estimates how many objects there are by counting some of all prefixes of a length at which one
 * page mostly holds what begins with one: their mean, times the number of prefixes. The error said
 * is one standard error of that mean.
 */
final class Estimate {
  private static final int DEEPEST = 8;
  private static final int FEW = 8;
  private static final int MANY = 32;

  /** Multiples of the golden ratio spread evenly, whatever their number. */
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final S3Location at;
  private final Alphabet alphabet;
  private final Sampler sampler;

  private Estimate(S3Location at, Alphabet alphabet, Sampler sampler) {
    this.at = at;
    this.alphabet = alphabet;
    this.sampler = sampler;
  }

  /** The estimate, or nothing if there was no time for one. */
  static Optional<Amount> of(S3Location at, Alphabet alphabet, Sampler sampler)
      throws InterruptedException {
    return new Estimate(at, alphabet, sampler).estimate();
  }

  private Optional<Amount> estimate() throws InterruptedException {
    for (int length = 1; length <= DEEPEST; length++) {
      List<ListPage> few = count(length, 0, FEW);
      long over = few.stream().filter(page -> page.next() != null).count();
      if (few.size() < Math.min(FEW, prefixes(length))) return Optional.empty();
      if (2 * over < few.size() || length == DEEPEST) {
        List<ListPage> all = new ArrayList<>(few);
        all.addAll(count(length, FEW, MANY));
        return Optional.of(amount(all, prefixes(length)));
      }
    }
    return Optional.empty();
  }

  /** Pages of the prefixes of that length with these places, as far as there are so many. */
  private List<ListPage> count(int length, int from, int until) throws InterruptedException {
    long all = prefixes(length);
    List<ListRequest> requests =
        IntStream.range(from, (int) Math.min(until, all))
            .mapToObj(place -> at.prefix() + name(spread(place, all), length))
            .map(prefix -> ListRequest.of(at.bucket(), prefix))
            .toList();
    return sampler.listAll(requests).stream().flatMap(Optional::stream).toList();
  }

  /** Where all are few enough to be counted each is taken once, else places far apart. */
  private static long spread(int place, long all) {
    if (all <= MANY) return place;
    double part = (place + 0.5) * GOLDEN;
    return (long) ((part - Math.floor(part)) * all);
  }

  private Amount amount(List<ListPage> pages, long prefixes) {
    double[] counts = pages.stream().mapToDouble(page -> page.objects().size()).toArray();
    double mean = IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).average().orElse(0);
    double squares = 0;
    for (double count : counts) squares += (count - mean) * (count - mean);
    double error =
        counts.length < 2 ? mean : Math.sqrt(squares / (counts.length - 1) / counts.length);
    long size =
        pages.stream().flatMap(page -> page.objects().stream()).mapToLong(ListedObject::size).sum();
    double perPrefix = (double) size / pages.size();
    boolean cutOff = pages.stream().anyMatch(page -> page.next() != null);
    String how =
        "from %d of %,d prefixes, give or take %d%%"
            .formatted(pages.size(), prefixes, Math.round(100 * error / Math.max(mean, 1e-9)));
    return new Amount(
        Math.round(mean * prefixes),
        Math.round(perPrefix * prefixes),
        cutOff ? Basis.AT_LEAST : Basis.ESTIMATED,
        how,
        sampler.requests());
  }

  private long prefixes(int length) {
    return Math.round(Math.pow(alphabet.size(), length));
  }

  private String name(long number, int length) {
    String name = "";
    long left = number;
    for (int i = 0; i < length; i++, left /= alphabet.size()) {
      name = alphabet.at((int) (left % alphabet.size())) + name;
    }
    return name;
  }
}

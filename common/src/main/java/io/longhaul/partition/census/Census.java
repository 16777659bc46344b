package io.longhaul.partition.census;

import io.longhaul.partition.Sampler;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import io.longhaul.unit.KeyOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Counts what lies in a key space by some of its pages, and says how sure it is.
 *
 * <p>First the space is taken to parts at what keys begin with. Parts that a page shows whole are
 * counted; of the others random descents estimate the rest ({@link Walk}, {@link Bounds}). It only
 * lists, within the sampler's bounds of requests and time. A part that holds far more than its
 * neighbours and was not come across is not in the bounds: nobody can know of it.
 */
public final class Census {
  /** Of the requests, for finding parts; the others are for descents into them. */
  private static final double FOR_PARTS = 0.5;

  /** So many requests a part: each needs some descents, of about two requests. */
  private static final int REQUESTS_A_PART = 12;

  private static final int FEWEST_WALKS = 3;
  private static final double REQUESTS_A_WALK = 2;
  private static final int AT_ONCE = 8;
  private static final int PILOTS = 2;

  private final Sampler sampler;
  private final Frame frame;
  private final RandomGenerator random;
  private final Lockstep lockstep;
  private final int most;
  private final List<Part> whole = new ArrayList<>();
  private final List<Part> open = new ArrayList<>();

  private Census(Sampler sampler, Frame frame, RandomGenerator random) {
    this.sampler = sampler;
    this.frame = frame;
    this.random = random;
    this.lockstep = new Lockstep(sampler);
    this.most = sampler.left();
  }

  /**
   * Counts.
   *
   * @param pageKeys of a page, 1 to 1,000
   * @param random the same seed gives the same answer as long as the time suffices
   * @throws io.longhaul.s3.StoreException if a listing fails for another reason than the time
   */
  public static Counted of(KeySpace space, Sampler sampler, int pageKeys, RandomGenerator random)
      throws InterruptedException {
    int shortest = space.roots().stream().mapToInt(String::length).min().orElse(0);
    Frame frame = new Frame(space, pageKeys, new Letters(shortest));
    return new Census(sampler, frame, random).count();
  }

  private Counted count() throws InterruptedException {
    int before = sampler.requests();
    for (String root : frame.space().roots()) open.add(Part.unseen(root, null));
    look();
    while (roomForParts()) {
      takeApart();
      look();
    }
    List<Stratum> strata = open.stream().map(Stratum::new).toList();
    explore(strata);
    walk(strata);
    return counted(strata, sampler.requests() - before);
  }

  private boolean roomForParts() {
    if (open.isEmpty() || most - sampler.left() >= FOR_PARTS * most) return false;
    int parts = most / REQUESTS_A_PART;
    // what is known not to be as it looks is worth more parts than there should be
    boolean misleading = open.stream().anyMatch(Part::misleading);
    return open.size() < (misleading ? 1.5 * parts : parts);
  }

  private void takeApart() throws InterruptedException {
    int parts = Math.clamp((most / REQUESTS_A_PART - open.size()) / 10, 1, AT_ONCE);
    Comparator<Part> first =
        Comparator.comparing((Part part) -> !part.misleading())
            .thenComparing(part -> part.prefix().length())
            .thenComparing(part -> -part.guess(frame.letters()));
    List<Part> taken = open.stream().sorted(first).limit(parts).toList();
    List<Expansion> expansions = taken.stream().map(part -> new Expansion(frame, part)).toList();
    lockstep.run(expansions);
    open.removeAll(taken);
    expansions.forEach(expansion -> expansion.pieces().forEach(this::sort));
  }

  private void look() throws InterruptedException {
    List<Part> unseen = open.stream().filter(part -> part.looked() == null).toList();
    List<Optional<ListPage>> pages =
        lockstep.pages(unseen.stream().map(part -> part.request(frame)).toList());
    for (int i = 0; i < unseen.size(); i++) {
      if (pages.get(i).isEmpty()) continue;
      open.remove(unseen.get(i));
      sort(unseen.get(i).seen(pages.get(i).get(), frame));
    }
    lookAgain();
  }

  /** Where a page seems to hold nearly all, whether the next one ends indeed. */
  private void lookAgain() throws InterruptedException {
    List<Part> nearlyOver =
        open.stream()
            .filter(part -> part.looked() != null && !part.misleading())
            .filter(part -> 2 * part.guess(frame.letters()) < frame.pageKeys())
            .toList();
    List<ListRequest> requests =
        nearlyOver.stream().map(part -> frame.request(part.rest())).toList();
    List<Optional<ListPage>> pages = lockstep.pages(requests);
    for (int i = 0; i < nearlyOver.size(); i++) {
      Part part = nearlyOver.get(i);
      if (pages.get(i).isEmpty()) continue;
      List<ListedObject> both = new ArrayList<>(part.page());
      both.addAll(pages.get(i).get().objects());
      boolean over = pages.get(i).get().next() == null;
      Part.Looked looked = Part.Looked.whole(both, frame);
      open.remove(part);
      sort(part.seen(over ? looked : Part.Looked.begun(part.page(), part.seen(), true)));
    }
  }

  private void sort(Part part) {
    (part.whole() ? whole : open).add(part);
  }

  /** Descents that only learn what names look like further on. */
  private void explore(List<Stratum> strata) throws InterruptedException {
    Comparator<Stratum> largestFirst =
        Comparator.comparing(stratum -> -stratum.part().guess(frame.letters()));
    for (int i = 0; i < PILOTS; i++) {
      lockstep.run(
          strata.stream()
              .sorted(largestFirst)
              .limit(AT_ONCE)
              .map(stratum -> new Walk(frame, stratum.part(), true, random))
              .toList());
    }
  }

  /** Pass by pass, each taken whole or not at all: what is cut off would lean to small parts. */
  private void walk(List<Stratum> strata) throws InterruptedException {
    double walks = sampler.left() / REQUESTS_A_WALK;
    List<Double> guesses = strata.stream().map(s -> s.part().guess(frame.letters())).toList();
    double sum = guesses.stream().mapToDouble(guess -> guess).sum();
    for (int pass = 0; ; pass++) {
      List<Stratum> due = new ArrayList<>();
      for (int i = 0; i < strata.size(); i++) {
        if (pass < FEWEST_WALKS || pass < walks * guesses.get(i) / sum) due.add(strata.get(i));
      }
      if (due.isEmpty()) return;
      List<Walk> all = due.stream().map(s -> walk(s.part())).toList();
      if (!lockstep.run(all)) return;
      for (int i = 0; i < due.size(); i++) due.get(i).add(all.get(i).counted());
    }
  }

  private Walk walk(Part part) {
    return new Walk(frame, part, part.past() != null || part.misleading(), random);
  }

  private Counted counted(List<Stratum> strata, int requests) {
    Amount known = Amount.NONE;
    Large large = Large.NONE;
    List<Slice> slices = new ArrayList<>();
    for (Part part : whole) {
      known = known.plus(part.seen());
      slices.addAll(part.slices());
    }
    for (Stratum stratum : strata) {
      Amount seen = stratum.part().seen();
      known = known.plus(seen);
      large = large.plus(stratum.large());
      slices.add(stratum.part().slice(seen.objects() + stratum.mean(Amount::objects)));
    }
    large = large.plus(known.large());
    slices.sort(Comparator.comparing(Slice::from, KeyOrder.BYTES));
    double each = known.bytes() / Math.max(1, known.objects());
    return new Counted(
        new Bounds(strata, Amount::objects, frame.pageKeys()).around(known.objects()),
        new Bounds(strata, Amount::bytes, frame.pageKeys() * each).around(known.bytes()),
        slices,
        large,
        requests);
  }
}

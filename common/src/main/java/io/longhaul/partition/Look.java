package io.longhaul.partition;

import io.longhaul.job.Alphabet;
import io.longhaul.job.S3Location;
import io.longhaul.partition.Layout.Basis;
import io.longhaul.s3.ListPage;
import io.longhaul.s3.ListRequest;
import io.longhaul.s3.ListedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds out in a few seconds how keys are laid out below a prefix, and about how many there are. It
 * only lists, and at most {@link Sampler#MOST_REQUESTS} times; when the time is up it says what it
 * knows by then. The same keys give the same answer: nothing is drawn by lot.
 */
public final class Look {
  /** Pages of the beginning: what ends within them is counted and not estimated. */
  private static final int FIRST_PAGES = 4;

  private static final int MOST_FIRST_CHARACTERS = 64;

  private final Sampler sampler;
  private final S3Location at;
  private final List<ListedObject> seen = new ArrayList<>();
  private final TreeSet<Integer> firstCharacters = new TreeSet<>();

  private Look(Sampler sampler, S3Location at) {
    this.sampler = sampler;
    this.at = at;
  }

  /**
   * Looks.
   *
   * @throws io.longhaul.s3.StoreException if a listing fails for another reason than the time
   */
  public static Layout at(S3Location at, Sampler sampler) throws InterruptedException {
    return new Look(sampler, at).look();
  }

  private Layout look() throws InterruptedException {
    boolean all = listFirstPages();
    if (seen.isEmpty()) return layout(Optional.empty(), "", all ? Basis.COUNTED : Basis.AT_LEAST);
    String shared = all ? "" : shared();
    if (!all) skipFromCharacterToCharacter();
    Optional<Alphabet> alphabet = HexNames.alphabet(names(), firstCharacters);
    if (all || alphabet.isEmpty()) {
      return layout(alphabet, shared, all ? Basis.COUNTED : Basis.AT_LEAST);
    }
    Layout looked = layout(alphabet, shared, Basis.AT_LEAST);
    return Estimate.of(at, alphabet.get(), sampler)
        .map(estimate -> looked.counting(estimate, sampler.requests()))
        .orElse(looked);
  }

  /** Whether these pages were all there is. */
  private boolean listFirstPages() throws InterruptedException {
    ListRequest request = ListRequest.of(at.bucket(), at.prefix());
    for (int pages = 0; pages < FIRST_PAGES; pages++) {
      Optional<ListPage> page = sampler.list(request);
      if (page.isEmpty()) return false;
      take(page.get());
      if (page.get().next() == null) return true;
      request = request.page(page.get().next());
    }
    return false;
  }

  /** One page each of what begins with the next character that anything begins with. */
  private void skipFromCharacterToCharacter() throws InterruptedException {
    while (!firstCharacters.isEmpty() && firstCharacters.size() < MOST_FIRST_CHARACTERS) {
      String above = at.prefix() + Character.toString(next(firstCharacters.last()));
      Optional<ListPage> page = sampler.list(ListRequest.of(at.bucket(), at.prefix()).after(above));
      if (page.isEmpty() || page.get().objects().isEmpty()) return;
      take(page.get());
    }
  }

  /** What all keys begin with beyond the prefix, if the first pages all do and nothing follows. */
  private String shared() throws InterruptedException {
    String common = names().getFirst();
    for (String name : names()) common = RangeListing.commonPrefix(common, name);
    if (common.isEmpty()) return "";
    int cut = common.offsetByCodePoints(common.length(), -1);
    String above =
        at.prefix() + common.substring(0, cut) + Character.toString(next(common.codePointAt(cut)));
    Optional<ListPage> page =
        sampler.list(ListRequest.of(at.bucket(), at.prefix()).after(above).atMost(1));
    return page.isPresent() && page.get().objects().isEmpty() ? common : "";
  }

  private void take(ListPage page) {
    for (ListedObject object : page.objects()) {
      seen.add(object);
      String name = object.key().substring(at.prefix().length());
      if (!name.isEmpty()) firstCharacters.add(name.codePointAt(0));
    }
  }

  private List<String> names() {
    return seen.stream().map(object -> object.key().substring(at.prefix().length())).toList();
  }

  private Layout layout(Optional<Alphabet> alphabet, String shared, Basis basis) {
    StringBuilder firsts = new StringBuilder();
    firstCharacters.forEach(firsts::appendCodePoint);
    long bytes = seen.stream().mapToLong(ListedObject::size).sum();
    String sample = seen.isEmpty() ? "" : names().get(seen.size() / 2);
    boolean folders = alphabet.isPresent() && HexNames.folders(names(), alphabet.get());
    return new Layout(
        alphabet,
        folders,
        firsts.toString(),
        shared,
        sample,
        new Layout.Amount(seen.size(), bytes, basis, "", sampler.requests()));
  }

  /** The next character, over the gap where halves of pairs lie. */
  private static int next(int character) {
    if (character == Character.MAX_CODE_POINT) return character;
    return character + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : character + 1;
  }
}

package io.longhaul.worker.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.longhaul.job.ByteSize;
import io.longhaul.job.Selection;
import io.longhaul.pattern.KeyPattern;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.s3.StoreCall;
import io.longhaul.s3.StoreCall.Op;
import io.longhaul.s3.StoreFault;
import io.longhaul.s3.StoredObject;
import io.longhaul.unit.FailureClass;
import io.longhaul.unit.Fate;
import io.longhaul.unit.KeyOrder;
import io.longhaul.unit.NewUnit;
import io.longhaul.unit.Outcome;
import io.longhaul.unit.Payload;
import io.longhaul.unit.Payload.Keys;
import io.longhaul.unit.Payload.Range;
import io.longhaul.unit.Tally;
import io.longhaul.worker.walk.CopySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does a unit and all that comes of it, whatever goes wrong, until nothing is left. */
class CopyToTheEndTest {
  private static final int SEEDS = 25;
  private static final int LARGER_THAN = 6;
  private static final Selection SELECTION =
      new Selection(
          List.of(),
          List.of(KeyPattern.parse("**7"), KeyPattern.parse("re:logs/2026/05/.*")),
          new ByteSize(LARGER_THAN),
          null,
          null,
          null);

  @ParameterizedTest
  @ValueSource(longs = {1, 1_000, 2_000, 3_000})
  void every_object_arrives_once_is_kept_or_dies_for_its_own_reason(long first) throws Exception {
    for (long seed = first; seed < first + SEEDS; seed++) {
      try {
        new Story(seed).tell();
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static final class Story {
    private final Random random;
    private final CopyScene scene;
    private final TreeMap<String, String> sources = new TreeMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Set<String> denied = new HashSet<>();
    private final Set<String> dead = new HashSet<>();
    private final Set<String> filtered = new HashSet<>();
    private final Map<String, String> before = new HashMap<>();
    private final Deque<Payload> open = new ArrayDeque<>();
    private Tally sum = Tally.NONE;

    Story(long seed) {
      random = new Random(seed);
      scene = new CopyScene(seed);
    }

    void tell() throws Exception {
      write();
      if (random.nextBoolean()) scene.streamed();
      if (random.nextBoolean()) select();
      scene.budget(1 + random.nextInt(120), 1 + random.nextInt(60));
      scene.settings =
          new CopySettings(1 + random.nextInt(20), random.nextInt(4), Duration.ofMillis(50), 5);
      scene.faults = this::fault;
      scene.leaving = () -> random.nextInt(400) == 0;
      open.add(new Range("in/", "", null));
      for (int units = 0; !open.isEmpty(); units++) {
        assertThat(units).isLessThan(20_000);
        Payload payload = open.remove();
        follow(payload, scene.handle(payload));
      }
      judge();
    }

    private void write() {
      int objects = random.nextInt(600);
      for (int i = 0; i < objects; i++) sources.put(key(), "text " + random.nextInt(1000));
      for (String key : sources.keySet()) {
        if (random.nextInt(10) == 0) scene.target(key, "old");
      }
      scene.passSeconds(5);
      sources.forEach(scene::source);
      scene.passSeconds(5);
      for (String key : sources.keySet()) {
        switch (random.nextInt(20)) {
          case 0, 1 -> scene.target(key, sources.get(key));
          case 2 -> {
            scene.target(key, "theirs");
            kept.add(key);
          }
          case 3 -> denied.add(key);
          default -> {}
        }
      }
    }

    /** Whatever is not meant stays as it is, there or not. */
    private void select() {
      scene.select = SELECTION;
      sources.forEach((key, text) -> {
        boolean unmeant = key.endsWith("7") || key.startsWith("logs/2026/05/");
        if (!unmeant && text.length() > LARGER_THAN) return;
        filtered.add(key);
        kept.remove(key);
        denied.remove(key);
        scene.store.look(CopyScene.TO, "out/" + key).ifPresent(it -> before.put(key, text(it)));
      });
    }

    private static String text(StoredObject object) {
      return new String(object.bytes(), StandardCharsets.UTF_8);
    }

    private String key() {
      return switch (random.nextInt(4)) {
        case 0 -> "%04X".formatted(random.nextInt(0x10000));
        case 1 -> "logs/2026/%02d/%03d".formatted(random.nextInt(12), random.nextInt(1000));
        case 2 -> Character.toString(random.nextInt(0x20, 0xd000)) + random.nextInt(50);
        default -> "x" + Character.toString(random.nextInt(0xe000, 0x20000));
      };
    }

    private StoreFault fault(StoreCall call) {
      boolean writes = call.op() == Op.COPY || call.op() == Op.PUT;
      if (writes && denied.contains(call.key().substring("out/".length()))) {
        return CopyScene.fails(FailureClass.DENIED, "AccessDenied");
      }
      return switch (random.nextInt(40)) {
        case 0 -> CopyScene.fails(FailureClass.UNAVAILABLE, "SlowDown");
        case 1 ->
            new StoreFault.AnswerLost(
                () -> InMemoryObjectStore.failure(FailureClass.UNAVAILABLE, "Reset", "reset"));
        case 2, 3, 4, 5 -> new StoreFault.Slow(Duration.ofMillis(random.nextInt(3000)));
        case 6 -> call.op() == Op.GET ? new StoreFault.CutAfter(2) : new StoreFault.None();
        default -> new StoreFault.None();
      };
    }

    private void follow(Payload payload, Outcome outcome) {
      switch (outcome) {
        case Outcome.Done done -> closed(done.tally());
        case Outcome.Released released -> open.add(payload);
        case Outcome.Failed failed -> {
          if (failed.failure().worthRetrying()) open.add(payload);
          else {
            assertThat(failed.failure()).isEqualTo(FailureClass.DENIED);
            ((Keys) payload).objects().forEach(object -> dead.add(object.key().substring(3)));
            closed(payload.unfinished(Fate.DEAD));
          }
        }
        case Outcome.Split split -> {
          closed(split.tally());
          assertThat(split.children()).hasSizeLessThanOrEqualTo(90);
          for (NewUnit child : split.children()) {
            smaller(child.payload(), payload);
            open.add(child.payload());
          }
        }
      }
    }

    private void closed(Tally tally) {
      assertThat(tally.imbalance()).isZero();
      assertThat(tally.imbalanceInBytes()).isZero();
      sum = sum.plus(tally);
    }

    private static void smaller(Payload child, Payload parent) {
      if (parent instanceof Keys keys) {
        assertThat(keys.objects()).containsAll(((Keys) child).objects());
        assertThat(((Keys) child).objects()).hasSizeLessThan(keys.objects().size());
      } else if (child instanceof Range range) {
        assertThat(KeyOrder.compare(range.after(), ((Range) parent).after())).isPositive();
      }
    }

    private void judge() {
      assertThat(sum.objects(Fate.LISTED)).isEqualTo(sources.size());
      assertThat(sum.objects(Fate.FORWARDED)).isEqualTo(sum.objects(Fate.RECEIVED));
      assertThat(sum.bytes(Fate.FORWARDED)).isEqualTo(sum.bytes(Fate.RECEIVED));
      assertThat(sum.objects(Fate.SKIPPED)).isEqualTo(kept.size());
      assertThat(sum.objects(Fate.FILTERED)).isEqualTo(filtered.size());
      assertThat(sum.objects(Fate.DEAD)).isEqualTo(dead.size());
      assertThat(dead).isEqualTo(denied);
      assertThat(sum.objects(Fate.UNKNOWN)).isZero();
      sources.forEach((key, text) -> {
        if (filtered.contains(key)) {
          assertThat(scene.store.look(CopyScene.TO, "out/" + key).map(Story::text))
              .isEqualTo(Optional.ofNullable(before.get(key)));
        } else if (kept.contains(key)) assertThat(scene.atTarget(key)).isEqualTo("theirs");
        else if (!dead.contains(key)) assertThat(scene.atTarget(key)).isEqualTo(text);
      });
      List<String> extra =
          scene.store.all(CopyScene.TO).stream()
              .map(object -> object.key().substring("out/".length()))
              .filter(key -> !sources.containsKey(key))
              .toList();
      assertThat(extra).isEmpty();
    }
  }
}

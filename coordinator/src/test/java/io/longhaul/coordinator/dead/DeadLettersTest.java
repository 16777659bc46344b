package io.longhaul.coordinator.dead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.coordinator.cli.BriskTime;
import io.longhaul.ledger.memory.InMemoryTable;
import io.longhaul.queue.Letter;
import io.longhaul.queue.QueueUnavailable;
import io.longhaul.queue.WorkQueue;
import io.longhaul.queue.WorkQueues;
import io.longhaul.queue.memory.InMemoryWorkQueue;
import io.longhaul.queue.memory.InMemoryWorkQueues;
import io.longhaul.s3.InMemoryObjectStore;
import io.longhaul.stack.Engines;
import io.longhaul.stack.Stack;
import io.longhaul.stack.StackSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeadLettersTest {
  private final BriskTime time = new BriskTime();
  private final InMemoryWorkQueue queue = new InMemoryWorkQueues(time).dead();

  /** Done before each look. */
  private Runnable whenLooked = () -> {};

  private DeadLetters letters() {
    WorkQueue dead = port(WorkQueue.class, queue);
    WorkQueues queues =
        (WorkQueues)
            Proxy.newProxyInstance(
                WorkQueues.class.getClassLoader(),
                new Class<?>[] {WorkQueues.class},
                (proxy, method, arguments) -> dead);
    return new DeadLetters(
        new Stack(
            StackSettings.resolve(Optional.empty(), Optional.empty(), Map.of()),
            new Engines("memory", "memory", "memory", false),
            time,
            new Stack.Ports(
                new InMemoryTable(),
                queues,
                new InMemoryObjectStore(time),
                access -> {
                  throw new IllegalStateException("no store is asked");
                },
                Optional.empty(),
                () -> {})));
  }

  /** A queue whose requests fail while their thread is interrupted, as a broker's client does. */
  private <T> T port(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (Thread.currentThread().isInterrupted()) throw new QueueUnavailable("interrupted");
              if (method.getName().equals("look")) whenLooked.run();
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private void sent(int messages) {
    for (int i = 0; i < messages; i++) queue.sendText("junk " + i);
  }

  private int visible() {
    List<Letter> letters = new ArrayList<>();
    for (List<Letter> some = queue.look(10); !some.isEmpty(); some = queue.look(10)) {
      letters.addAll(some);
    }
    return letters.size();
  }

  @Test
  void an_interrupted_look_shows_again_what_it_had_hidden() {
    sent(25);
    int[] looks = {0};
    assertThatThrownBy(() ->
            letters()
                .look(
                    100,
                    (letter, sort) -> {
                      if (looks[0]++ == 15) Thread.currentThread().interrupt();
                      return false;
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    assertThat(visible()).isEqualTo(25);
  }

  @Test
  void a_look_that_a_defect_ends_shows_again_what_it_had_hidden() {
    sent(25);
    assertThatThrownBy(() ->
            letters()
                .look(
                    100,
                    (letter, sort) -> {
                      throw new IllegalStateException("no room on the disk");
                    }))
        .hasMessage("no room on the disk");
    assertThat(visible()).isEqualTo(25);
  }

  @Test
  void a_slow_look_ends_before_what_it_saw_first_comes_back() throws Exception {
    sent(100);
    whenLooked = () -> time.pass(Duration.ofSeconds(10));
    DeadLetters.Looked looked = letters().look(100, (letter, sort) -> false);
    assertThat(looked).isEqualTo(new DeadLetters.Looked(50, 0, false));
    assertThat(visible()).isEqualTo(100);
  }

  @Test
  void one_that_comes_back_within_a_look_is_shown_once() throws Exception {
    sent(3);
    int[] left = {2};
    whenLooked =
        () -> {
          if (--left[0] == 0) queue.showAll();
        };
    List<String> shown = new ArrayList<>();
    letters().look(100, (letter, sort) -> !shown.add(letter.body()));
    assertThat(shown).containsExactlyInAnyOrder("junk 0", "junk 1", "junk 2");
    assertThat(visible()).isEqualTo(3);
  }
}

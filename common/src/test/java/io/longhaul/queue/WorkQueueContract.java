package io.longhaul.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.longhaul.unit.RunName;
import io.longhaul.unit.UnitId;
import io.longhaul.unit.UnitRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkQueue} promises, whatever stands behind it. */
public abstract class WorkQueueContract {
  protected static final RunName RUN = new RunName("orders-2026-11");
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private WorkQueue queue;

  /** An empty queue that hides what was received for {@link #visibility()}. */
  protected abstract WorkQueue emptyQueue();

  /** Where it puts what was received {@link #maxReceiveCount()} times; empty too. */
  protected abstract WorkQueue deadQueue();

  /** Puts any text into the queue, as somebody else might. */
  protected abstract void sendText(String body);

  protected abstract int maxReceiveCount();

  /** At most 20 seconds less than forever: a test waits for it on the queue's own clock. */
  protected abstract Duration visibility();

  @BeforeEach
  void makeTheQueue() {
    queue = emptyQueue();
  }

  @Test
  void what_was_sent_is_received_and_then_hidden() throws InterruptedException {
    queue.send(List.of(now(1)));

    assertThat(units(queue.receive(10, PATIENCE))).containsExactly(unit(1));
    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
  }

  @Test
  void an_empty_queue_answers_when_the_wait_is_over() throws InterruptedException {
    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
    assertThat(queue.receive(10, SOON)).isEmpty();
  }

  @Test
  void a_deleted_message_never_comes_back() throws InterruptedException {
    queue.send(List.of(now(1)));
    queue.delete(queue.receive(10, PATIENCE));

    assertThat(queue.depth()).isZero();
    assertThat(receiveFor(visibility().plus(SOON))).isEmpty();
  }

  @Test
  void a_message_that_is_not_deleted_comes_back_after_its_visibility() throws InterruptedException {
    queue.send(List.of(now(1)));
    queue.receive(10, PATIENCE);

    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
    assertThat(receiveFor(visibility().plus(PATIENCE))).containsExactly(unit(1));
  }

  @Test
  void a_delayed_message_is_not_visible_before_its_time() throws InterruptedException {
    queue.send(List.of(new Send(unit(1), Duration.ofSeconds(2))));

    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
    assertThat(units(queue.receive(10, PATIENCE))).containsExactly(unit(1));
  }

  @Test
  void a_delay_of_a_fraction_of_a_second_is_not_cut_to_none() throws InterruptedException {
    queue.send(List.of(new Send(unit(1), Duration.ofMillis(600))));

    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
    assertThat(units(queue.receive(10, PATIENCE))).containsExactly(unit(1));
  }

  @Test
  void a_returned_message_is_visible_at_once_if_told_so() throws InterruptedException {
    queue.send(List.of(now(1)));
    queue.returnLater(receiveOne(), Duration.ZERO);

    assertThat(units(queue.receive(10, PATIENCE))).containsExactly(unit(1));
  }

  @Test
  void a_returned_message_stays_hidden_for_as_long_as_told() throws InterruptedException {
    queue.send(List.of(now(1)));
    queue.returnLater(receiveOne(), Duration.ofSeconds(2));

    assertThat(queue.receive(10, Duration.ZERO)).isEmpty();
    assertThat(units(queue.receive(10, PATIENCE))).containsExactly(unit(1));
  }

  @Test
  void any_number_is_sent_and_every_one_arrives() throws InterruptedException {
    List<Send> many = IntStream.range(0, 37).mapToObj(WorkQueueContract::now).toList();

    assertThat(queue.send(many)).isEmpty();
    assertThat(receiveAll(37)).containsExactlyInAnyOrderElementsOf(refs(many));
  }

  @Test
  void nothing_sent_is_no_failure() {
    assertThat(queue.send(List.of())).isEmpty();
    queue.delete(List.of());
    assertThat(queue.depth()).isZero();
  }

  @Test
  void no_more_is_received_than_was_asked_for() throws InterruptedException {
    queue.send(IntStream.range(0, 12).mapToObj(WorkQueueContract::now).toList());

    assertThat(queue.receive(3, PATIENCE)).hasSizeBetween(1, 3);
    assertThat(queue.receive(1, PATIENCE)).hasSize(1);
  }

  @Test
  void asking_for_none_for_too_many_or_for_too_long_is_refused() {
    assertThatThrownBy(() -> queue.receive(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.receive(11, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.receive(1, Duration.ofSeconds(21)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void depth_counts_the_visible_the_delayed_and_those_in_flight() throws InterruptedException {
    queue.send(List.of(now(1), now(2), new Send(unit(3), Duration.ofMinutes(10))));
    queue.receive(1, PATIENCE);

    assertThat(queue.depth()).isEqualTo(3);
  }

  @Test
  void purge_removes_everything() throws InterruptedException {
    queue.send(List.of(now(1), now(2), new Send(unit(3), SOON)));
    queue.receive(1, PATIENCE);
    queue.purge();

    assertThat(queue.depth()).isZero();
    assertThat(queue.receive(10, SOON.plus(SOON))).isEmpty();
  }

  @Test
  void a_delete_that_comes_twice_or_with_a_receipt_of_nobody_is_ignored()
      throws InterruptedException {
    queue.send(List.of(now(1), now(2)));
    Message one = receiveOne();
    queue.delete(List.of(one));

    queue.delete(List.of(one, new Message(Optional.empty(), "nobody's receipt"), one));
    assertThat(units(queue.receive(10, PATIENCE))).hasSize(1);
  }

  @Test
  void more_than_a_batch_is_deleted() throws InterruptedException {
    queue.send(IntStream.range(0, 23).mapToObj(WorkQueueContract::now).toList());
    List<Message> received = new ArrayList<>();
    while (received.size() < 23) received.addAll(queue.receive(10, PATIENCE));

    queue.delete(received);
    assertThat(queue.depth()).isZero();
  }

  @Test
  void a_foreign_text_is_received_as_a_message_without_a_unit() throws InterruptedException {
    sendText("{\"hello\":\"<world> & all\"}");

    assertThat(receiveOne().unit()).isEmpty();
  }

  @Test
  void what_nobody_can_read_ends_in_the_dead_queue() throws InterruptedException {
    WorkQueue dead = deadQueue();
    sendText("junk");
    for (int i = 0; i < maxReceiveCount(); i++) queue.returnLater(receiveOne(), Duration.ZERO);

    assertThat(queue.receive(10, SOON)).isEmpty();
    assertThat(queue.depth()).isZero();
    assertThat(dead.receive(10, PATIENCE)).hasSize(1);
  }

  @Test
  void a_look_shows_what_is_known_of_a_message_and_hides_it_as_a_receive_does()
      throws InterruptedException {
    sendText("{\"hello\":\"<world> & all\"}");
    Letter letter = lookAtOne();

    assertThat(letter.body()).isEqualTo("{\"hello\":\"<world> & all\"}");
    assertThat(letter.message().unit()).isEmpty();
    assertThat(letter.id()).isNotEmpty();
    assertThat(letter.receives()).isOne();
    assertThat(letter.sent()).isAfter(Instant.EPOCH);
    assertThat(letter.attributes()).isFalse();
    assertThat(queue.look(10)).isEmpty();
  }

  @Test
  void a_look_shows_the_unit_of_one_of_ours() throws InterruptedException {
    queue.send(List.of(now(1)));

    assertThat(lookAtOne().message().unit()).contains(unit(1));
    assertThatThrownBy(() -> queue.look(11)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_shown_again_is_there_at_once_under_the_same_id() throws InterruptedException {
    queue.send(IntStream.range(0, 13).mapToObj(WorkQueueContract::now).toList());
    Map<String, Message> looked = lookAt(13);
    queue.show(looked.values());
    queue.show(List.of(new Message(Optional.empty(), "nobody's receipt")));
    queue.show(List.of());

    assertThat(lookAt(13)).containsOnlyKeys(looked.keySet());
  }

  @Test
  void any_text_is_sent_as_it_is() throws InterruptedException {
    assertThat(queue.sendText("{\"v\": 7} \"& <é>\n")).isTrue();

    assertThat(lookAtOne().body()).isEqualTo("{\"v\": 7} \"& <é>\n");
  }

  private Letter lookAtOne() throws InterruptedException {
    Map<String, Letter> letters = new HashMap<>();
    look(1, letters);
    return letters.values().iterator().next();
  }

  private Map<String, Message> lookAt(int count) throws InterruptedException {
    Map<String, Letter> letters = new HashMap<>();
    look(count, letters);
    Map<String, Message> messages = new HashMap<>();
    letters.forEach((id, letter) -> messages.put(id, letter.message()));
    return messages;
  }

  /** A look does not wait, and may miss what is there: looked again, as often as is bearable. */
  private void look(int count, Map<String, Letter> letters) throws InterruptedException {
    for (int i = 0; i < 1_000 && letters.size() < count; i++) {
      for (Letter letter : queue.look(10)) letters.put(letter.id(), letter);
    }
    assertThat(letters).hasSize(count);
  }

  protected static Send now(int n) {
    return new Send(unit(n), Duration.ZERO);
  }

  protected static UnitRef unit(int n) {
    return new UnitRef(RUN, UnitId.root(RUN).child(n));
  }

  protected static List<UnitRef> units(List<Message> messages) {
    return messages.stream().map(message -> message.unit().orElseThrow()).toList();
  }

  private static List<UnitRef> refs(List<Send> sends) {
    return sends.stream().map(Send::unit).toList();
  }

  private Message receiveOne() throws InterruptedException {
    List<Message> messages = queue.receive(1, PATIENCE);
    assertThat(messages).hasSize(1);
    return messages.getFirst();
  }

  private List<UnitRef> receiveAll(int count) throws InterruptedException {
    List<UnitRef> all = new ArrayList<>();
    while (all.size() < count) {
      List<Message> some = queue.receive(10, PATIENCE);
      assertThat(some).as("after %d of %d", all.size(), count).isNotEmpty();
      all.addAll(units(some));
      queue.delete(some);
    }
    return all;
  }

  /** What comes first within so long, in polls as long as a queue allows. */
  private List<UnitRef> receiveFor(Duration howLong) throws InterruptedException {
    Duration left = howLong;
    while (left.isPositive()) {
      Duration poll = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
      List<Message> messages = queue.receive(10, poll);
      if (!messages.isEmpty()) return units(messages);
      left = left.minus(poll);
    }
    return List.of();
  }
}

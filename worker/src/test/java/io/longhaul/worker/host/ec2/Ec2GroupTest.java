package io.longhaul.worker.host.ec2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.longhaul.aws.AwsPlace;
import io.longhaul.engine.Moto;
import io.longhaul.engine.MotoGroup;
import io.longhaul.time.SystemTime;
import io.longhaul.worker.host.Group;
import io.longhaul.worker.host.GroupRefused;
import io.longhaul.worker.host.Instance;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine and its group, by real calls to moto's Auto Scaling. */
@Timeout(60)
class Ec2GroupTest {
  private static final String NAME = "longhaul-host";
  private static final String AT_ITS_LEAST =
      """
      <ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Currently,
      desiredSize equals minSize (0). Terminating instance without replacement will violate group's
      min size constraint.</Message></Error><RequestId>1</RequestId></ErrorResponse>
      """;

  private static final String NONE = "i-0123456789abcdef0";

  private URI moto;
  private MotoGroup seen;

  @BeforeEach
  void makeGroup() throws Exception {
    moto = Moto.emptied();
    seen = new MotoGroup(moto, NAME, 2);
  }

  @AfterEach
  void close() {
    if (seen != null) seen.close();
  }

  private Group of(String id, String name) {
    return of(id, name, MotoGroup.place(moto));
  }

  private static Group of(String id, String name, AwsPlace place) {
    Instance instance =
        new Instance(id, "m5.4xlarge", "us-east-1a", "us-east-1", Optional.of(name), true);
    return Ec2Group.of(instance, name, place, new SystemTime());
  }

  @Test
  void one_machine_is_protected_and_let_go_again() throws Exception {
    String mine = seen.instances().getFirst();
    try (Group group = of(mine, NAME)) {
      group.protect(true);
      group.protect(true);
      assertThat(seen.protectedOnes()).containsExactly(mine);
      group.protect(false);
      assertThat(seen.protectedOnes()).isEmpty();
    }
  }

  @Test
  void a_machine_that_ends_itself_is_not_replaced() throws Exception {
    String mine = seen.instances().getFirst();
    String other = seen.instances().getLast();
    try (Group group = of(mine, NAME)) {
      group.protect(true);
      group.end(true);
    }
    assertThat(seen.wanted()).isEqualTo(1);
    assertThat(seen.instances()).containsExactly(other);
  }

  /** As where fewer are wanted than are there. */
  @Test
  void a_machine_that_the_number_leaves_out_already_ends_without_another_being_wanted_less()
      throws Exception {
    try (Group group = of(seen.instances().getFirst(), NAME)) {
      group.end(false);
    }
    assertThat(seen.wanted()).isEqualTo(2);
  }

  /** As AWS does where somebody wants none meanwhile; moto goes below zero. */
  @Test
  void a_group_that_wants_no_fewer_loses_the_machine_and_keeps_its_number() throws Exception {
    List<String> terminations = new CopyOnWriteArrayList<>();
    HttpServer aws =
        played(terminations, fewer -> fewer ? new Answer(400, AT_ITS_LEAST) : Answer.DONE);
    try (Group group = at(aws)) {
      group.end(true);
      assertThat(terminations).containsExactly("one fewer", "as many");
    } finally {
      aws.stop(0);
    }
  }

  /** What came of it is not known: done again, it might take out the place of another machine. */
  @Test
  void a_machine_s_end_that_is_not_answered_well_is_not_asked_for_again_by_itself()
      throws Exception {
    List<String> terminations = new CopyOnWriteArrayList<>();
    HttpServer aws = played(terminations, fewer -> new Answer(503, ""));
    try (Group group = at(aws)) {
      assertThatExceptionOfType(GroupRefused.class).isThrownBy(() -> group.end(true));
      assertThat(terminations).containsExactly("one fewer");
    } finally {
      aws.stop(0);
    }
  }

  private record Answer(int status, String body) {
    static final Answer DONE = new Answer(200, "<Response/>");
  }

  /** Answers terminations as it is told, and all else well. */
  private static HttpServer played(List<String> terminations, Function<Boolean, Answer> answers)
      throws IOException {
    HttpServer aws = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    aws.createContext(
        "/",
        exchange -> {
          String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          boolean fewer = form.contains("ShouldDecrementDesiredCapacity=true");
          boolean terminates = form.contains("Terminate");
          if (terminates) terminations.add(fewer ? "one fewer" : "as many");
          Answer answer = terminates ? answers.apply(fewer) : Answer.DONE;
          byte[] body = answer.body().getBytes(UTF_8);
          exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    aws.start();
    return aws;
  }

  private static Group at(HttpServer aws) {
    URI at = URI.create("http://127.0.0.1:" + aws.getAddress().getPort());
    return of(NONE, NAME, AwsPlace.at(at, "test", "test"));
  }

  @Test
  void it_is_told_how_many_it_is_to_have() throws Exception {
    try (Group group = of(seen.instances().getFirst(), NAME)) {
      group.want(3);
      assertThat(seen.wanted()).isEqualTo(3);
      group.want(0);
      assertThat(seen.wanted()).isZero();
    }
    try (Group absent = of(NONE, "longhaul-other")) {
      assertThatExceptionOfType(GroupRefused.class)
          .isThrownBy(() -> absent.want(3))
          .withMessageStartingWith("autoscaling:SetDesiredCapacity of ");
    }
  }

  @Test
  void what_the_group_refuses_is_said_with_action_machine_and_group() {
    try (Group group = of(NONE, "longhaul-other")) {
      assertThatExceptionOfType(GroupRefused.class)
          .isThrownBy(() -> group.protect(true))
          .withMessageStartingWith(
              "autoscaling:SetInstanceProtection of %s in group longhaul-other: ", NONE);
    }
  }

  /** The call that ends a machine names no group: a machine of another one is not ended by it. */
  @Test
  void a_machine_of_another_group_is_left_alone() {
    String strange = seen.instances().getFirst();
    try (Group group = of(strange, "longhaul-other")) {
      assertThatExceptionOfType(GroupRefused.class).isThrownBy(() -> group.end(true));
    }
    assertThat(seen.wanted()).isEqualTo(2);
    assertThat(seen.instances()).contains(strange);
  }

  @Test
  void a_place_that_does_not_answer_is_a_refusal_within_its_time() {
    AwsPlace nowhere = AwsPlace.at(URI.create("http://127.0.0.1:1"), "test", "test");
    try (Group group = of(NONE, NAME, nowhere)) {
      assertThatExceptionOfType(GroupRefused.class).isThrownBy(() -> group.end(true));
    }
  }
}

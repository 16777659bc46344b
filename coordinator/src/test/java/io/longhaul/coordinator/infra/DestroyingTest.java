package io.longhaul.coordinator.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.cli.BriskTime;
import io.longhaul.stack.StackResource;
import io.longhaul.stack.StackResources;
import io.longhaul.stack.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DestroyingTest {
  private final InMemoryEstate estate = new InMemoryEstate();
  private final List<String> said = new ArrayList<>();
  private final BriskTime time = new BriskTime();
  private Standing table = new Standing.Absent();
  private Runnable whenLooked = () -> {};
  private final StackResource resource =
      new StackResource() {
        @Override
        public String name() {
          return "table longhaul-shop";
        }

        @Override
        public Standing look() {
          whenLooked.run();
          return table;
        }

        @Override
        public Standing make() {
          throw new AssertionError("nothing is made here");
        }
      };
  private final Destroying destroying =
      new Destroying(
          estate,
          "shop",
          time,
          new StackResources("memory", List.of(resource), () -> {}),
          said::add);

  private void goes(String... course) {
    estate.course.clear();
    estate.course.addAll(List.of(course));
  }

  @Test
  void what_would_hold_it_goes_first_and_then_all_of_it() throws InterruptedException {
    estate.stands("UPDATE_COMPLETE", Map.of());
    goes("DELETE_IN_PROGRESS", "DELETE_COMPLETE");
    assertThat(destroying.destroy()).isEmpty();
    assertThat(estate.done).containsExactly("release", "empty", "delete");
    assertThat(said).containsExactly("DELETE_IN_PROGRESS");
  }

  @Test
  void what_is_not_there_is_looked_for_all_the_same() throws InterruptedException {
    assertThat(destroying.destroy()).isEmpty();
    assertThat(estate.done).isEmpty();
    estate.remains.add("volume vol-1");
    whenLooked = () -> time.pass(Duration.ofMinutes(1));
    assertThat(destroying.destroy()).containsExactly("volume vol-1");
  }

  @Test
  void what_only_lingers_is_waited_for() throws InterruptedException {
    table = new Standing.There(List.of());
    int[] looks = {0};
    whenLooked =
        () -> {
          if (++looks[0] == 3) table = new Standing.Absent();
        };
    assertThat(destroying.destroy()).isEmpty();
    assertThat(looks[0]).isEqualTo(3);
  }

  @Test
  void what_could_not_be_deleted_is_named_with_its_reason() throws InterruptedException {
    estate.stands("CREATE_COMPLETE", Map.of());
    goes("DELETE_FAILED");
    estate.mishaps.add("WorkerSecurityGroup (AWS::EC2::SecurityGroup): DELETE_FAILED: in use");
    estate.remains.add("security group sg-1");
    whenLooked = () -> time.pass(Duration.ofMinutes(1));
    assertThat(destroying.destroy())
        .containsExactly(
            "CloudFormation stack longhaul-shop (DELETE_FAILED)", "security group sg-1");
    assertThat(said).contains(estate.mishaps.getFirst());
  }

  @Test
  void what_cloudformation_left_is_named_whatever_it_is() throws InterruptedException {
    estate.stands("UPDATE_COMPLETE", Map.of());
    goes("DELETE_COMPLETE");
    estate.left.add("AWS::CloudWatch::Alarm longhaul-shop-dead-units (DELETE_SKIPPED)");
    assertThat(destroying.destroy()).isEqualTo(estate.left);
  }

  @Test
  void one_that_is_being_deleted_is_only_waited_for_and_one_that_is_being_changed_refused()
      throws InterruptedException {
    estate.stands("DELETE_IN_PROGRESS", Map.of());
    goes("DELETE_COMPLETE");
    assertThat(destroying.destroy()).isEmpty();
    assertThat(estate.done).isEmpty();
    estate.stands("UPDATE_IN_PROGRESS", Map.of());
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(destroying::destroy)
        .withMessageContaining("is being changed by somebody (UPDATE_IN_PROGRESS)");
    assertThat(estate.done).isEmpty();
  }
}

package io.longhaul.coordinator.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.cli.BriskTime;
import io.longhaul.coordinator.infra.Deploying.Shipment;
import io.longhaul.stack.StackResources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeployingTest {
  private static final Wanted ANYTHING =
      new Wanted(
          new Site(Optional.empty(), List.of(), Optional.empty(), false),
          new Machines(List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
          new Overseers(List.of(), List.of(), Optional.empty(), Optional.empty()),
          Optional.empty());
  private static final StackResources NO_TABLE = new StackResources("memory", List.of(), () -> {});

  private final InMemoryEstate estate = new InMemoryEstate();
  private final List<String> said = new ArrayList<>();
  private final Deploying deploying = new Deploying(estate, "shop", new BriskTime(), said::add);
  private final Shipment shipment =
      new Shipment(new Wanted.Pinned("0".repeat(64)), Path.of("longhaul.tar.gz"));

  @Test
  void of_a_new_stack_the_distribution_follows_the_bucket_and_of_another_it_goes_before()
      throws InterruptedException {
    deploying.carryOut(deploying.propose(ANYTHING, NO_TABLE), Optional.of(shipment));
    assertThat(estate.done).containsExactly("propose", "carry out", "put");
    estate.done.clear();
    estate.stored.clear();
    Wanted shipped =
        new Wanted(
            ANYTHING.site(),
            ANYTHING.machines(),
            ANYTHING.overseers(),
            Optional.of(shipment.pinned()));
    deploying.carryOut(deploying.propose(shipped, NO_TABLE), Optional.of(shipment));
    assertThat(estate.done).containsExactly("propose", "put", "carry out");
    assertThat(estate.formed.parameters())
        .containsEntry("DistributionKey", "distributions/" + "0".repeat(64) + ".tar.gz")
        .containsEntry("DistributionSha256", "0".repeat(64));
  }

  @Test
  void one_that_is_there_is_not_stored_again_and_nothing_is_carried_out_for_nothing()
      throws InterruptedException {
    deploying.carryOut(deploying.propose(ANYTHING, NO_TABLE), Optional.of(shipment));
    estate.done.clear();
    Proposal again = deploying.propose(ANYTHING, NO_TABLE);
    assertThat(again.empty()).isTrue();
    deploying.carryOut(again, Optional.of(shipment));
    assertThat(estate.done).containsExactly("propose");
  }

  @Test
  void it_waits_for_the_end_and_says_each_new_status_once() throws InterruptedException {
    Proposal proposal = deploying.propose(ANYTHING, NO_TABLE);
    estate.course.clear();
    estate.course.addAll(List.of("CREATE_IN_PROGRESS", "CREATE_IN_PROGRESS", "CREATE_COMPLETE"));
    said.clear();
    deploying.carryOut(proposal, Optional.empty());
    assertThat(said).containsExactly("CREATE_IN_PROGRESS");
  }

  @ParameterizedTest
  @CsvSource({"DELETE_COMPLETE, made", "UPDATE_ROLLBACK_COMPLETE, changed"})
  void what_fails_is_named_with_its_reason(String end, String word) throws InterruptedException {
    if (word.equals("changed")) estate.stands("CREATE_COMPLETE", Map.of("Max", "3"));
    Proposal proposal = deploying.propose(ANYTHING, NO_TABLE);
    estate.course.clear();
    estate.course.add(end);
    estate.mishaps.add("Group (AWS::AutoScaling::AutoScalingGroup): CREATE_FAILED: no such type");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> deploying.carryOut(proposal, Optional.of(shipment)))
        .withMessageStartingWith("stack 'shop' was not " + word)
        .withMessageContaining("no such type")
        .matches(failed -> failed.exit() == 1);
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE_IN_PROGRESS, is being changed by somebody",
    "ROLLBACK_COMPLETE, longhaul infra destroy",
    "DELETE_FAILED, longhaul infra destroy",
    "UPDATE_ROLLBACK_FAILED, aws cloudformation continue-update-rollback"
  })
  void what_cannot_be_changed_now_is_said_to_be_so_with_what_to_do(String status, String words) {
    estate.stands(status, Map.of());
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> deploying.propose(ANYTHING, NO_TABLE))
        .withMessageContaining(words)
        .withMessageContaining(status);
    assertThat(estate.done).isEmpty();
  }

  @Test
  void what_was_only_proposed_by_another_that_died_is_proposed_anew() throws InterruptedException {
    estate.stands("REVIEW_IN_PROGRESS", Map.of("Max", "3"));
    deploying.propose(ANYTHING, NO_TABLE);
    assertThat(estate.done).containsExactly("propose");
  }

  @Test
  void one_that_never_ends_is_not_waited_for_for_ever() throws InterruptedException {
    BriskTime time = new BriskTime();
    Proposal proposal = deploying.propose(ANYTHING, NO_TABLE);
    estate.course.clear();
    estate.course.add("CREATE_IN_PROGRESS");
    Deploying patient = new Deploying(estate, "shop", time, line -> time.pass(Duration.ofHours(1)));
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> patient.carryOut(proposal, Optional.empty()))
        .withMessageContaining("still CREATE_IN_PROGRESS after 45 minutes");
  }
}

package io.longhaul.coordinator.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.coordinator.CommandFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlannerTest {
  private static final Site ANYWHERE =
      new Site(Optional.empty(), List.of(), Optional.empty(), false);
  private static final Machines ANY =
      new Machines(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
  private static final Overseers NOBODY_ELSE =
      new Overseers(List.of(), List.of(), Optional.empty(), Optional.empty());

  private final InMemoryEstate estate = new InMemoryEstate();
  private final List<String> notes = new ArrayList<>();

  private static Wanted wanted(Site site, Machines machines, Overseers overseers) {
    return new Wanted(site, machines, overseers, Optional.empty());
  }

  private Map<String, String> plan(Wanted wanted, Optional<Formed> before)
      throws InterruptedException {
    return new Planner(estate, "shop", notes::add)
        .plan(Template.ours(), wanted, before)
        .parameters();
  }

  private Map<String, String> first(Wanted wanted) throws InterruptedException {
    return plan(wanted, Optional.empty());
  }

  private static Optional<Formed> there(Map<String, String> parameters) {
    return Optional.of(new Formed("id", "UPDATE_COMPLETE", "", parameters));
  }

  @Test
  void without_a_word_it_is_the_default_network_and_the_templates_own_values()
      throws InterruptedException {
    assertThat(first(wanted(ANYWHERE, ANY, NOBODY_ELSE)))
        .containsEntry("Stack", "shop")
        .containsEntry("VpcId", "vpc-00000001")
        .containsEntry("SubnetIds", "subnet-00000001,subnet-00000002")
        .containsEntry("Senders", "arn:aws:iam::111122223333:user/ann")
        .containsEntry("Max", "16")
        .containsEntry("Type1", "m5.4xlarge")
        .containsEntry("S3EndpointRouteTables", "")
        .doesNotContainKey("StockImageX86");
    assertThat(notes)
        .anyMatch(note -> note.startsWith("no distribution is named yet"))
        .anyMatch(note -> note.startsWith("vpc-00000001 has no gateway endpoint for S3"));
  }

  @Test
  void what_is_not_said_stays_as_it_is() throws InterruptedException {
    Machines eight =
        new Machines(
            List.of("m7g.4xlarge"), Optional.of(8), Optional.of(2), Optional.of("ami-12345678"));
    Overseers ops =
        new Overseers(
            List.of("arn:aws:iam::111122223333:role/ops"),
            List.of(),
            Optional.of("ops@example.com"),
            Optional.of(99));
    Map<String, String> before = first(wanted(ANYWHERE, eight, ops));
    estate.standardVpc = "vpc-of-another-day";
    estate.account = new Account("111122223333", "us-east-1", "arn:aws:iam::111122223333:user/bob");
    assertThat(plan(wanted(ANYWHERE, ANY, NOBODY_ELSE), there(before))).isEqualTo(before);
    assertThat(before)
        .containsEntry("Max", "8")
        .containsEntry("OnDemandBase", "2")
        .containsEntry("Image", "ami-12345678")
        .containsEntry("AlarmEmail", "ops@example.com")
        .containsEntry("MachineHoursADay", "99")
        .containsEntry(
            "Senders", "arn:aws:iam::111122223333:user/ann,arn:aws:iam::111122223333:role/ops");
  }

  @Test
  void nobody_who_may_send_goes_but_who_is_named_to_go() throws InterruptedException {
    String sso = "arn:aws:iam::111122223333:role/sso";
    estate.account =
        new Account(
            "111122223333",
            "us-east-1",
            "arn:aws:sts::111122223333:assumed-role/sso/ann@example.com");
    Map<String, String> first = first(wanted(ANYWHERE, ANY, senders(List.of(), List.of())));
    estate.account = new Account("111122223333", "us-east-1", "arn:aws:iam::111122223333:user/bob");
    String ops = "arn:aws:iam::111122223333:role/ops";
    Map<String, String> more =
        plan(wanted(ANYWHERE, ANY, senders(List.of(ops), List.of())), there(first));
    assertThat(more).containsEntry("Senders", sso + ",arn:aws:iam::111122223333:role/*/sso," + ops);
    Overseers without = senders(List.of(), List.of(sso));
    assertThat(plan(wanted(ANYWHERE, ANY, without), there(more))).containsEntry("Senders", ops);
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(
            () -> plan(wanted(ANYWHERE, ANY, senders(List.of(), List.of(ops, sso))), there(more)))
        .withMessageContaining("nobody could submit any more");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(
            () -> plan(wanted(ANYWHERE, ANY, without), there(Map.of("Senders", ops, "VpcId", "v"))))
        .withMessageContaining("none of those who may send: " + ops);
  }

  private static Overseers senders(List<String> added, List<String> dropped) {
    return new Overseers(added, dropped, Optional.empty(), Optional.empty());
  }

  @Test
  void types_of_arm_take_the_image_of_arm_and_fewer_types_forget_the_others()
      throws InterruptedException {
    Machines arm =
        new Machines(
            List.of("m7g.4xlarge", "c6gn.4xlarge"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Map<String, String> planned = first(wanted(ANYWHERE, arm, NOBODY_ELSE));
    assertThat(planned)
        .containsEntry("Architecture", "arm64")
        .containsEntry("Type1", "m7g.4xlarge")
        .containsEntry("Type2", "c6gn.4xlarge")
        .containsEntry("Type3", "");
    Machines intel =
        new Machines(
            List.of("m5.4xlarge"), Optional.empty(), Optional.empty(), Optional.of("stock"));
    assertThat(plan(wanted(ANYWHERE, intel, NOBODY_ELSE), there(planned)))
        .containsEntry("Architecture", "x86_64")
        .containsEntry("Type2", "")
        .containsEntry("Image", "");
  }

  @Test
  void a_parameter_that_the_template_no_longer_has_is_dropped_and_a_new_one_takes_its_default()
      throws InterruptedException {
    assertThat(
            plan(
                wanted(ANYWHERE, ANY, NOBODY_ELSE),
                there(
                    Map.of(
                        "Gone", "x", "VpcId", "vpc-1", "SubnetIds", "subnet-1", "Senders", "me"))))
        .doesNotContainKey("Gone")
        .containsEntry("VpcId", "vpc-1")
        .containsEntry("LogDays", "30");
  }

  @Test
  void an_endpoint_is_made_only_if_it_is_asked_for_and_missing_and_then_stays()
      throws InterruptedException {
    Site asking = new Site(Optional.empty(), List.of(), Optional.empty(), true);
    Map<String, String> made = first(wanted(asking, ANY, NOBODY_ELSE));
    assertThat(made).containsEntry("S3EndpointRouteTables", "rtb-of-vpc-00000001");
    estate.reachingS3.add("vpc-00000001");
    assertThat(plan(wanted(ANYWHERE, ANY, NOBODY_ELSE), there(made)))
        .containsEntry("S3EndpointRouteTables", "rtb-of-vpc-00000001");
    notes.clear();
    assertThat(first(wanted(asking, ANY, NOBODY_ELSE))).containsEntry("S3EndpointRouteTables", "");
    assertThat(notes).noneMatch(note -> note.contains("endpoint"));
  }

  @Test
  void subnets_say_their_network_and_must_be_of_one() throws InterruptedException {
    estate.subnets.put("vpc-00000009", List.of("subnet-00000009"));
    Site named = new Site(Optional.empty(), List.of("subnet-00000009"), Optional.empty(), false);
    assertThat(first(wanted(named, ANY, NOBODY_ELSE)))
        .containsEntry("VpcId", "vpc-00000009")
        .containsEntry("SubnetIds", "subnet-00000009");
    Site mixed =
        new Site(
            Optional.empty(),
            List.of("subnet-00000001", "subnet-00000009"),
            Optional.empty(),
            false);
    refused(mixed, "subnet-00000009 is in vpc-00000009 and not in vpc-00000001");
    refused(
        new Site(Optional.of("vpc-00000009"), List.of(), Optional.empty(), false),
        "say with --subnets which of its subnets lead to AWS");
    estate.standardVpc = null;
    refused(ANYWHERE, "there is no default VPC in memory: name one by --vpc and --subnets");
  }

  private void refused(Site site, String why) {
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() -> first(wanted(site, ANY, NOBODY_ELSE)))
        .withMessageContaining(why)
        .matches(failed -> failed.exit() == 2);
  }

  @Test
  void a_name_that_a_bucket_could_not_have_is_refused_before_anything_is_made() {
    estate.account = new Account("111122223333", "ap-southeast-1", "arn:aws:iam::1:user/ann");
    assertThatExceptionOfType(CommandFailed.class)
        .isThrownBy(() ->
            new Planner(estate, "a-name-of-27-characters-abc", notes::add)
                .plan(Template.ours(), wanted(ANYWHERE, ANY, NOBODY_ELSE), Optional.empty()))
        .withMessageContaining("at most 26 characters");
  }

  @Test
  void a_role_is_known_to_the_queues_whatever_its_path() {
    Account account =
        new Account(
            "111122223333",
            "us-east-1",
            "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_ops_0123/ann@example.com");
    assertThat(account.callerPatterns())
        .containsExactly(
            "arn:aws:iam::111122223333:role/AWSReservedSSO_ops_0123",
            "arn:aws:iam::111122223333:role/*/AWSReservedSSO_ops_0123");
  }

  @Test
  void wrong_words_are_refused_by_the_flag_that_they_came_by() {
    refused(
        "--vpc",
        () -> new Site(Optional.of("subnet-00000001"), List.of(), Optional.empty(), false));
    refused("--subnets", () -> new Site(Optional.empty(), List.of("x"), Optional.empty(), false));
    refused(
        "--security-group",
        () -> new Site(Optional.empty(), List.of(), Optional.of("sg-\n"), false));
    refused("--types 'm5 4xlarge'", () -> types("m5 4xlarge"));
    refused("--types: m5.4xlarge and m7g.4xlarge", () -> types("m5.4xlarge", "m7g.4xlarge"));
    refused("--types: write at most 5", () -> types("a.b", "a.c", "a.d", "a.e", "a.f", "a.g"));
    refused(
        "--max 501",
        () -> new Machines(List.of(), Optional.of(501), Optional.empty(), Optional.empty()));
    refused(
        "--on-demand-base -1",
        () -> new Machines(List.of(), Optional.empty(), Optional.of(-1), Optional.empty()));
    refused(
        "--image 'x'",
        () -> new Machines(List.of(), Optional.empty(), Optional.empty(), Optional.of("x")));
    refused(
        "--add-senders 'ann'",
        () -> new Overseers(List.of("ann"), List.of(), Optional.empty(), Optional.empty()));
    refused(
        "--alarm-email 'ann'",
        () -> new Overseers(List.of(), List.of(), Optional.of("ann"), Optional.empty()));
    refused(
        "--machine-hours 0",
        () -> new Overseers(List.of(), List.of(), Optional.empty(), Optional.of(0)));
  }

  @Test
  void types_of_graviton_are_known_from_types_with_a_graphics_card() {
    for (String arm : List.of("m7g.4xlarge", "c6gn.xlarge", "t4g.small", "a1.large", "g5g.xlarge"))
      assertThat(Machines.isArm(arm)).as(arm).isTrue();
    for (String intel : List.of("m5.4xlarge", "g5.xlarge", "c5n.18xlarge", "m6a.large"))
      assertThat(Machines.isArm(intel)).as(intel).isFalse();
  }

  private static void types(String... types) {
    var unused = new Machines(List.of(types), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static void refused(String start, Runnable made) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(made::run)
        .withMessageStartingWith(start);
  }
}

package io.longhaul.worker.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.longhaul.engine.FakeImds;
import io.longhaul.time.JumpingTime;
import io.longhaul.worker.host.HostSettings.Choice;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a machine is found to be. */
@Timeout(30)
class HostTest {
  @TempDir private Path sys;
  private final FakeImds imds = FakeImds.of("i-0123456789abcdef0", "longhaul-default");
  private final JumpingTime time = new JumpingTime();

  HostTest() throws IOException {}

  @AfterEach
  void close() {
    imds.close();
  }

  private Host find(Choice choice, URI at) throws InterruptedException {
    return Host.find(new HostSettings(choice, Optional.ofNullable(at)), time, sys);
  }

  @Test
  void an_instance_is_known_with_its_group() throws Exception {
    try (Host host = find(Choice.EC2, imds.endpoint())) {
      assertThat(host.instance())
          .contains(
              new Instance(
                  "i-0123456789abcdef0",
                  "m5.4xlarge",
                  "us-east-1a",
                  "us-east-1",
                  Optional.of("longhaul-default"),
                  true));
    }
  }

  @Test
  void one_that_is_too_young_to_have_a_target_state_is_known_by_its_tag() throws Exception {
    imds.unsay("autoscaling/target-lifecycle-state");
    try (Host host = find(Choice.AUTO, imds.endpoint())) {
      assertThat(host.instance().orElseThrow().inGroup()).isTrue();
    }
  }

  @Test
  void one_whose_tags_are_not_shown_is_known_to_be_in_some_group_or_in_none() throws Exception {
    imds.unsay("tags/instance/aws:autoscaling:groupName");
    try (Host host = find(Choice.AUTO, imds.endpoint())) {
      assertThat(host.instance().orElseThrow().group()).isEmpty();
      assertThat(host.instance().orElseThrow().inGroup()).isTrue();
    }
    imds.unsay("autoscaling/target-lifecycle-state");
    try (Host host = find(Choice.AUTO, imds.endpoint())) {
      assertThat(host.instance().orElseThrow().inGroup()).isFalse();
    }
  }

  @Test
  void where_nothing_speaks_for_ec2_nobody_is_asked() throws Exception {
    Files.createDirectories(sys.resolve("class/dmi/id"));
    Files.writeString(sys.resolve("class/dmi/id/sys_vendor"), "LENOVO\n");
    assertThat(new Firmware(sys).isEc2()).isFalse();
    try (Host host = find(Choice.AUTO, null);
        Host none = find(Choice.NONE, imds.endpoint())) {
      assertThat(host.instance()).isEmpty();
      assertThat(none.instance()).isEmpty();
    }
    assertThat(imds.asked()).isEmpty();
  }

  @Test
  void the_firmware_of_nitro_and_of_xen_speaks_for_ec2() throws Exception {
    Files.createDirectories(sys.resolve("class/dmi/id"));
    Files.writeString(sys.resolve("class/dmi/id/sys_vendor"), "Amazon EC2\n");
    assertThat(new Firmware(sys).isEc2()).isTrue();

    Path xen = Files.createDirectories(sys.resolve("xen"));
    Files.createDirectories(xen.resolve("hypervisor"));
    assertThat(new Firmware(xen).isEc2()).isFalse();
    Files.writeString(xen.resolve("hypervisor/uuid"), "EC2E1916-9099-7CAF-FD21-012345ABCDEF\n");
    assertThat(new Firmware(xen).isEc2()).isTrue();
  }

  @Test
  void one_that_is_said_to_be_an_instance_and_does_not_answer_is_refused() throws Exception {
    imds.unsay("instance-id");
    assertThatExceptionOfType(ImdsSilent.class)
        .isThrownBy(() -> find(Choice.EC2, imds.endpoint()))
        .withMessage("instance metadata tells nothing at instance-id");
    try (Host host = find(Choice.AUTO, imds.endpoint())) {
      assertThat(host.instance()).as("found out, so it goes on without").isEmpty();
    }
  }
}

package io.longhaul.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KindsTest {
  @Test
  void a_kind_is_found_by_its_name() {
    assertThat(Kinds.ALL.named("s3-copy")).isInstanceOf(S3Copy.class);
    assertThat(Kinds.ALL.named("s3-verify")).isInstanceOf(S3Verify.class);
    assertThat(Kinds.ALL.named("command")).isInstanceOf(Command.class);
    assertThat(Kinds.ALL.named("noop")).isInstanceOf(Noop.class);
  }

  @Test
  void an_unknown_kind_is_refused_with_those_that_there_are() {
    assertThatThrownBy(() -> Kinds.ALL.named("s3-cop"))
        .hasMessage("there is no kind 's3-cop'; there are s3-copy, s3-verify, command, noop");
  }

  @Test
  void no_two_kinds_have_one_name() {
    assertThatThrownBy(() -> new Kinds(List.of(new Noop(), new Noop())))
        .hasMessageContaining("noop");
  }
}

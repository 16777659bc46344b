package io.longhaul.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstTryTest {
  private final List<Object> heard = new ArrayList<>();
  private final FirstTry first =
      new FirstTry() {
        @Override
        public void ended(Written written) {
          heard.add(written);
        }

        @Override
        public void again(Duration pause) {
          heard.add(pause);
        }
      };

  @Test
  void another_is_told_of_an_end_before_it_and_of_nothing_else() {
    FirstTry telling = first.telling(written -> heard.add("told"));
    telling.again(Duration.ZERO);
    telling.ended(new Written.Changed());
    assertThat(heard).containsExactly(Duration.ZERO, "told", new Written.Changed());
  }

  @Test
  void it_is_told_also_when_the_other_fails() {
    FirstTry telling =
        first.telling(written -> {
          throw new LinkageError("of the machine");
        });
    assertThatThrownBy(() -> telling.ended(new Written.Changed())).isInstanceOf(LinkageError.class);
    assertThat(heard).containsExactly(new Written.Changed());
  }
}

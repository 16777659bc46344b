package io.longhaul.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
  @Test
  void nothing_hidden_in_a_text_reaches_the_terminal() {
    assertThat(Shown.text("a\u001b[2Jb\n\u202Ec\\")).isEqualTo("a\\u001B[2Jb\\u000A\\u202Ec\\\\");
    assertThat(Shown.text("äöü \ud83d\ude80")).isEqualTo("äöü \ud83d\ude80");
    assertThat(Shown.text("half \ud83d")).isEqualTo("half \\uD83D");
  }

  @Test
  void a_line_keeps_its_backslashes() {
    assertThat(Shown.line("a\\b\tc")).isEqualTo("a\\b\\u0009c");
  }
}

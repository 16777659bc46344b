package io.longhaul.coordinator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JavaProcessTest {
  @Test
  void names_of_files_are_read_as_utf_8_whatever_the_locale() {
    assertThat(of(Map.of())).containsEntry("LC_ALL", "C.UTF-8");
    assertThat(of(Map.of("LANG", "C"))).containsEntry("LC_ALL", "C.UTF-8");
    assertThat(of(Map.of("LANG", "de_DE.UTF-8", "LC_ALL", "POSIX")))
        .containsEntry("LC_ALL", "C.UTF-8");
    assertThat(of(Map.of("LANG", "de_DE.UTF-8"))).doesNotContainKey("LC_ALL");
    assertThat(of(Map.of("LC_CTYPE", "en_US.utf8", "LANG", "C"))).doesNotContainKey("LC_ALL");
  }

  private static Map<String, String> of(Map<String, String> before) {
    Map<String, String> environment = new HashMap<>(before);
    JavaProcess.readNamesAsUtf8(environment);
    return environment;
  }
}

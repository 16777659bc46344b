package io.longhaul.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
  private static final String KEY = "c3Nzc3Nz/3Nzc+Nzc3Nzc3Nzc3Nzc3Nzc3Nzc3M=";

  private static String without(String said) {
    return new KnownSecrets(List.of(() -> List.of(KEY, "short"))).without(said);
  }

  @Test
  void a_secret_is_taken_out_as_it_is_and_as_a_url_would_say_it() {
    assertThat(without("no " + KEY + "; nor " + KEY.replace("=", "") + "!"))
        .isEqualTo("no (secret); nor (secret)!");
    String inUrl = KEY.replace("/", "%2F").replace("+", "%2B").replace("=", "%3D");
    assertThat(without("?k=" + inUrl + "&a")).isEqualTo("?k=(secret)&a");
    assertThat(without("?k=" + inUrl.toLowerCase(Locale.ROOT) + "&a")).isEqualTo("?k=(secret)&a");
  }

  @Test
  void of_what_is_cut_off_its_beginning_is_taken_out_too() {
    assertThat(without("no " + KEY.substring(0, 20) + " …")).isEqualTo("no (secret) …");
    assertThat(without("no " + KEY.substring(0, 3) + " …")).endsWith("c3N …");
    assertThat(without("no " + KEY.substring(0, 20))).as("not cut off").endsWith("zc3Nz");
  }

  @Test
  void a_word_of_a_few_letters_stays() {
    assertThat(without("too short")).isEqualTo("too short");
  }

  @Test
  void what_cannot_be_had_was_not_said() {
    KnownSecrets none =
        new KnownSecrets(
            List.of(() -> {
              throw new IllegalStateException("not there");
            }));
    assertThat(none.without("as it is")).isEqualTo("as it is");
  }
}

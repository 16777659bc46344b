package io.longhaul.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.unit.RunName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the distribution's logback.xml makes of a line, in both of its forms. */
class LogFormTest {
  /** Ends of a line to one reader or another, and what speaks to a terminal. */
  private static final String HOSTILE =
      "a\nb\rc\u0085d\u2028e\u2029f\u000bg\u001b[2J\u0000\"}\n12:00:00.000 ERROR forged";

  private static final List<String> FIXED = List.of("run", "unit", "kind", "attempt", "outcome");

  private static String logged(String form, Consumer<Logger> logs) throws JoranException {
    PrintStream stderr = System.err;
    ByteArrayOutputStream taken = new ByteArrayOutputStream();
    System.setProperty("longhaul.log", form);
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    try {
      System.setErr(new PrintStream(taken, true, StandardCharsets.UTF_8));
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(LogForm.class.getResource("/logback.xml"));
      // of a warning logback speaks on stdout, where results are
      assertThat(context.getStatusManager().getCopyOfStatusList())
          .allMatch(status -> status.getLevel() < Status.WARN);
      logs.accept(context.getLogger("io.longhaul.worker.Someone"));
    } finally {
      context.stop();
      System.setErr(stderr);
      System.clearProperty("longhaul.log");
    }
    return taken.toString(StandardCharsets.UTF_8);
  }

  private static void hostile(Logger log) {
    log.atWarn()
        .setCause(new IllegalStateException(HOSTILE, new IOException(HOSTILE)))
        .addKeyValue("run", new RunName("orders"))
        .addKeyValue("attempt", 2)
        .addKeyValue("why", HOSTILE)
        .log("unit settled");
  }

  /** Each line that a reader could see, whatever ends a line to it. */
  private static List<String> lines(String text) {
    return List.of(text.split("\\R"));
  }

  @Test
  void as_json_a_line_is_one_object_whatever_it_holds() throws Exception {
    String text = logged("json", LogFormTest::hostile);
    assertThat(lines(text)).hasSize(1);
    assertThat(text.strip()).matches("[ -~]+");
    JsonNode json = new ObjectMapper().readTree(text);
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "at", "level", "logger", "message", "run", "unit", "kind", "attempt", "outcome", "why",
            "trace");
    assertThat(json.get("run").asText()).isEqualTo("orders");
    assertThat(json.get("attempt").isInt()).isTrue();
    assertThat(json.get("unit").isNull()).isTrue();
    assertThat(json.get("why").asText()).isEqualTo(HOSTILE);
    assertThat(json.get("trace").asText()).contains("LogFormTest.hostile");
  }

  @Test
  void as_json_a_line_about_no_unit_has_the_five_keys_too() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(logged("json", log -> log.atInfo().log("session begun")));
    for (String key : FIXED) {
      assertThat(json.has(key)).as(key).isTrue();
      assertThat(json.get(key).isNull()).as(key).isTrue();
    }
    assertThat(json.get("message").asText()).isEqualTo("session begun");
    assertThat(json.get("logger").asText()).isEqualTo("Someone");
  }

  /** The stack trace below it is of the JVM's making, but for the messages in it. */
  @Test
  void as_text_nothing_from_outside_begins_a_line_or_speaks_to_the_terminal() throws Exception {
    String text = logged("text", LogFormTest::hostile);
    List<String> lines = lines(text);
    assertThat(lines.getFirst()).contains("WARN").contains("Someone unit settled");
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line ->
            line.startsWith("\tat ")
                || line.startsWith("\t... ")
                || line.startsWith("Caused by: ")
                || line.startsWith("java.lang.IllegalStateException: "));
    assertThat(text).doesNotContain("\u001b").doesNotContain("\u0000");
    assertThat(text).contains("LogFormTest.hostile");
  }

  @Test
  void as_text_a_line_without_a_failure_is_one_line() throws Exception {
    String text =
        logged("text", log -> log.atInfo().addKeyValue("why", HOSTILE).log("unit settled"));
    assertThat(text).endsWith("\n");
    assertThat(lines(text)).hasSize(1);
  }

  private static LogForm resolved(String words, String variable) {
    return LogForm.resolve(List.of(words.split(" ")), Map.of(LogForm.VARIABLE, variable));
  }

  @Test
  void the_flag_comes_before_the_environment_and_both_before_text() {
    assertThat(resolved("worker", "")).isEqualTo(LogForm.TEXT);
    assertThat(resolved("worker", "json")).isEqualTo(LogForm.JSON);
    assertThat(resolved("worker --log text", "json")).isEqualTo(LogForm.TEXT);
    assertThat(resolved("--log=json worker", "")).isEqualTo(LogForm.JSON);
    assertThat(resolved("worker --log", "")).as("picocli's to refuse").isEqualTo(LogForm.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"xml", "JSON", "--help"})
  void no_other_form_is_taken(String word) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolved("worker --log " + word, ""))
        .withMessage("--log '%s': write text or json", word);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> resolved("worker", word))
        .withMessage("LONGHAUL_LOG '%s': write text or json", word);
  }
}

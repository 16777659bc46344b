package io.longhaul.embedded.hooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules and states as JSON.
 *
 * <pre>{"call": "CopyObject", "bucket": "b", "key": "a/.*", "skip": 0, "times": 2,
 * "at": "before|body|publish|after", "afterBytes": 0,
 * "do": "fail|delay|hold|cut|unsort", "status": 503, "code": "SlowDown", "message": "...",
 * "millis": 100}</pre>
 */
public final class HookJson {
  private static final Set<String> FIELDS =
      Set.of(
          "call",
          "bucket",
          "key",
          "skip",
          "times",
          "at",
          "afterBytes",
          "do",
          "status",
          "code",
          "message",
          "millis");

  private HookJson() {}

  /** Refuses what it does not know, naming the field. */
  public static Rule read(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!FIELDS.contains(name)) throw new IllegalArgumentException(name + ": unknown");
        });
    if (!json.path("call").isTextual()) throw new IllegalArgumentException("call: missing");
    String key = json.path("key").textValue();
    return new Rule(
        json.path("call").asText(),
        json.path("bucket").textValue(),
        key == null ? null : Pattern.compile(key, Pattern.DOTALL),
        json.path("skip").asInt(0),
        json.path("times").asInt(Rule.UNLIMITED),
        point(json.path("at").asText("before")),
        json.path("afterBytes").asLong(0),
        action(json));
  }

  private static Point point(String name) {
    try {
      return Point.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("at: " + name, e);
    }
  }

  private static Action action(JsonNode json) {
    return switch (json.path("do").asText()) {
      case "fail" ->
          new Action.Fail(
              json.path("status").asInt(503),
              json.path("code").asText("SlowDown"),
              json.path("message").asText("Please reduce your request rate."));
      case "delay" -> new Action.Delay(Duration.ofMillis(json.path("millis").asLong(0)));
      case "hold" -> new Action.Hold();
      case "cut" -> new Action.Cut();
      case "unsort" -> new Action.Unsort();
      default -> throw new IllegalArgumentException("do: " + json.path("do"));
    };
  }

  public static ObjectNode write(Hook hook, Hook.State state) {
    Rule rule = hook.rule();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", hook.id());
    json.put("call", rule.call());
    json.put("bucket", rule.bucket());
    json.put("key", rule.key() == null ? null : rule.key().pattern());
    json.put("at", rule.point().name().toLowerCase(Locale.ROOT));
    json.put("do", rule.action().getClass().getSimpleName().toLowerCase(Locale.ROOT));
    json.put("caught", state.caught());
    json.put("held", state.held());
    ObjectNode answered = json.putObject("answered");
    state.answered().forEach((status, requests) -> answered.put(status.toString(), requests));
    json.put("released", state.released());
    return json;
  }
}

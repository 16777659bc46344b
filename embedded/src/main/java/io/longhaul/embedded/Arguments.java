package io.longhaul.embedded;

import io.longhaul.embedded.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;

/** The command line of the cloud's process. */
final class Arguments {
  static final String USAGE =
      """
      usage: EmbeddedCloud --state DIR --s3-root DIR [--stack NAME] [--ports FILE]
                           [--parent-pid PID] [--rescan-ms N] [--min-part-bytes N]
      FILE is a properties file with any of sqs, s3 and ledger.\
      """;

  private static final Set<String> NAMES =
      Set.of(
          "--state",
          "--s3-root",
          "--stack",
          "--ports",
          "--parent-pid",
          "--rescan-ms",
          "--min-part-bytes");

  private Arguments() {}

  /** Refuses, naming the argument, what it cannot use. */
  static Options parse(String[] args) throws IOException {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (!NAMES.contains(args[i])) throw new IllegalArgumentException("unknown " + args[i]);
      if (i + 1 == args.length) throw new IllegalArgumentException(args[i] + " needs a value");
      given.put(args[i], args[i + 1]);
    }
    String parent = given.get("--parent-pid");
    return new Options(
        Path.of(required(given, "--state")),
        Path.of(required(given, "--s3-root")),
        given.getOrDefault("--stack", "default"),
        ports(given.get("--ports")),
        parent == null ? OptionalLong.empty() : OptionalLong.of(number("--parent-pid", parent)),
        Duration.ofMillis(number("--rescan-ms", given.getOrDefault("--rescan-ms", "2000"))),
        number(
            "--min-part-bytes",
            given.getOrDefault("--min-part-bytes", Long.toString(S3Server.MINIMUM_PART))));
  }

  private static String required(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) throw new IllegalArgumentException(name + " is missing");
    return value;
  }

  private static long number(String name, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + ": not a number: " + text, e);
    }
  }

  private static Ports ports(@org.jspecify.annotations.Nullable String file) throws IOException {
    if (file == null) return Ports.FREE;
    var properties = new Properties();
    try (var in = Files.newBufferedReader(Path.of(file))) {
      properties.load(in);
    }
    return new Ports(port(properties, "sqs"), port(properties, "s3"), port(properties, "ledger"));
  }

  private static int port(Properties properties, String name) {
    return Math.toIntExact(number("--ports " + name, properties.getProperty(name, "0").strip()));
  }
}

package io.longhaul.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which permission is missing: as AWS says it, else as the caller knows it.
 *
 * @param action as a policy names it, such as {@code dynamodb:UpdateItem}
 * @param resource in the words of a person, such as {@code table longhaul-default}
 * @param who the user or role that was refused; empty if AWS does not say
 */
public record Denial(String action, String resource, Optional<String> who) {
  /** The IAM User Guide, "Troubleshoot access denied error messages". S3 alone quotes the ARN. */
  private static final Pattern SAID =
      Pattern.compile(
          "(?:User: (?<who>\\S+) )?is not authorized to perform: (?<action>[\\w-]+:\\w+)"
              + "(?: on resource: (?:\"(?<quoted>[^\"]+)\"|(?<bare>\\S+)))?");

  /** Reads a message, such as "User: U is not authorized to perform: A on resource: R because…". */
  static Denial read(String said, String action, String resource) {
    Matcher match = SAID.matcher(said);
    if (!match.find()) return new Denial(action, resource, Optional.empty());
    String named = match.group("action");
    String arn = match.group("quoted") != null ? match.group("quoted") : match.group("bare");
    return new Denial(
        // SQS writes actions in lower case.
        named.equalsIgnoreCase(action) ? action : named,
        arn == null ? resource : shown(arn),
        Optional.ofNullable(match.group("who")));
  }

  private static String shown(String arn) {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6 || !parts[0].equals("arn")) return arn;
    return switch (parts[2]) {
      case "dynamodb" -> parts[5].replaceFirst("/", " ");
      case "sqs" -> "queue " + parts[5];
      case "s3" -> "s3://" + parts[5];
      default -> arn;
    };
  }
}

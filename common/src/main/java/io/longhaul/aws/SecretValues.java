package io.longhaul.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.longhaul.job.Secret;
import io.longhaul.job.SecretReference;
import io.longhaul.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Looks up what references lead to, as whoever the machine is, and keeps it in memory for a few
 * minutes, so that a secret that is replaced is soon known.
 */
final class SecretValues implements AutoCloseable {
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** Whoever waits for it waits with a request in hand. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final AwsCredentialsProvider machine;
  private final UnaryOperator<@Nullable String> environment;
  private final Time time;
  private final Map<String, Held> held = new HashMap<>();
  private @Nullable SsmClient ssm;
  private @Nullable SecretsManagerClient manager;

  private record Held(Secret secret, long since) {}

  /**
   * @param machine who looks them up
   * @param environment the value of a variable; null: it is not set
   */
  SecretValues(
      AwsCredentialsProvider machine, UnaryOperator<@Nullable String> environment, Time time) {
    this.machine = machine;
    this.environment = environment;
    this.time = time;
  }

  /**
   * What the reference leads to.
   *
   * @throws IdentityUnusable if it leads nowhere, or may not be looked up
   */
  synchronized Secret of(SecretReference reference) {
    // the fields of one secret come from one version of it
    String whole = reference.toString().split("#", 2)[0];
    Held known = held.get(whole);
    if (known == null || time.nanos() - known.since() >= KEPT.toNanos()) {
      known = new Held(Secret.of(found(reference)), time.nanos());
      held.put(whole, known);
    }
    return known.secret().use(text -> Secret.of(part(reference, text)));
  }

  private String found(SecretReference reference) {
    try {
      return switch (reference.where()) {
        case ENV -> variable(reference.name());
        case SSM -> parameter(reference.name());
        case SECRETSMANAGER -> managed(reference);
      };
    } catch (AwsServiceException answer) {
      FailedCall call = AwsFailures.classify(answer);
      if (call.what().worthRepeating()) throw answer;
      throw new IdentityUnusable(
          "%s cannot be looked up: %s: %s".formatted(reference, call.code(), call.said()),
          "it must be in the machine's region, and whoever the machine is must be able to read it",
          answer);
    }
  }

  private String variable(String name) {
    String value = environment.apply(name);
    if (value != null && !value.isBlank()) return value;
    throw new IdentityUnusable(
        "the environment of this process has no " + name,
        "set it wherever the job is submitted and worked on",
        null);
  }

  private String parameter(String name) {
    if (ssm == null) {
      ssm =
          SsmClient.builder()
              .credentialsProvider(machine)
              .region(Endpoints.region(false, Optional.empty()))
              .overrideConfiguration(config -> config.apiCallTimeout(LONGEST))
              .build();
    }
    return ssm.getParameter(get -> get.name(name).withDecryption(true)).parameter().value();
  }

  private String managed(SecretReference reference) {
    if (manager == null) {
      manager =
          SecretsManagerClient.builder()
              .credentialsProvider(machine)
              .region(Endpoints.region(false, Optional.empty()))
              .overrideConfiguration(config -> config.apiCallTimeout(LONGEST))
              .build();
    }
    String name = reference.name().split("#", 2)[0];
    String text = manager.getSecretValue(get -> get.secretId(name)).secretString();
    if (text != null) return text;
    throw new IdentityUnusable(
        reference + " is no text", "write the key into a secret that is text or JSON", null);
  }

  /** Behind a # is the field of a secret that is JSON, as the console makes them. */
  private static String part(SecretReference reference, String text) {
    String[] words = reference.name().split("#", 2);
    if (reference.where() != SecretReference.Where.SECRETSMANAGER || words.length == 1) return text;
    JsonNode field = field(text, words[1]);
    if (field != null && field.isTextual()) return field.textValue();
    throw new IdentityUnusable(
        reference + " has no such field that is text",
        "write secretsmanager:name for a secret that is text, secretsmanager:name#field for JSON",
        null);
  }

  private static @Nullable JsonNode field(String text, String name) {
    try {
      return JSON.readTree(text).get(name);
    } catch (JsonProcessingException e) {
      return null; // its message would repeat the secret
    }
  }

  @Override
  public synchronized void close() {
    if (ssm != null) ssm.close();
    if (manager != null) manager.close();
    held.clear();
  }
}

package io.longhaul.aws;

import io.longhaul.job.Identity;
import io.longhaul.job.Identity.KeyReferences;
import io.longhaul.job.Secret;
import io.longhaul.job.SecretReference;
import io.longhaul.s3.CustomerKey;
import io.longhaul.time.Time;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * The credentials of identities, and the keys of customers' own, that jobs name for their sides.
 * Each is found when it is first asked for, on the machine that works, and never written anywhere.
 */
public final class SideCredentials implements AutoCloseable {
  private static final Pattern KEY_ID = Pattern.compile("\\w{3,128}");

  private final AwsCredentialsProvider usual;
  private final SecretValues secrets;
  private final Map<Asked, AwsCredentialsProvider> known = new HashMap<>();
  private final Deque<AssumedRole> roles = new ArrayDeque<>();

  /** A machine knows few profiles and roles, so all of them are kept. */
  private record Asked(Identity identity, Optional<String> region) {}

  /**
   * @param usual of the machine itself
   * @param environment the value of a variable; null: it is not set
   */
  public SideCredentials(
      AwsCredentialsProvider usual, UnaryOperator<@Nullable String> environment, Time time) {
    this.usual = usual;
    this.secrets = new SecretValues(usual, environment, time);
  }

  /**
   * The identity's own; asked again, they are renewed before they expire.
   *
   * @param region that a role is assumed in; empty: the machine's
   */
  public synchronized AwsCredentialsProvider of(
      Optional<Identity> identity, Optional<String> region) {
    if (identity.isEmpty()) return usual;
    return known.computeIfAbsent(new Asked(identity.get(), region), this::open);
  }

  private AwsCredentialsProvider open(Asked asked) {
    AwsCredentialsProvider own = own(asked.identity());
    if (asked.identity().role() == null) return own;
    AssumedRole role = AssumedRole.of(asked.identity().role(), own, asked.region());
    roles.push(role);
    return role;
  }

  private AwsCredentialsProvider own(Identity identity) {
    if (identity.profile() != null) return new NamedProfile(identity.profile());
    KeyReferences keys = identity.keys();
    return keys == null ? usual : () -> read(keys);
  }

  private AwsCredentials read(KeyReferences keys) {
    Secret id = secrets.of(keys.accessKeyId());
    Secret secret = secrets.of(keys.secretAccessKey());
    Optional<Secret> token = Optional.ofNullable(keys.sessionToken()).map(secrets::of);
    return id.use(key -> secret.use(value -> credentials(checked(keys, key), value, token)));
  }

  /** It goes out for all to read: what may be another secret by mistake does not. */
  private static String checked(KeyReferences keys, String id) {
    if (KEY_ID.matcher(id).matches()) return id;
    throw new IdentityUnusable(
        keys.accessKeyId() + " holds what cannot be the id of a key",
        "an id has 3 to 128 letters, digits and underscores; write where that lies",
        null);
  }

  /**
   * The key of the customer's own that the reference leads to, looked up as the secrets of
   * identities are.
   *
   * @throws RuntimeException if there is none; {@link AwsFailures} knows what it means
   */
  public CustomerKey customerKey(SecretReference reference) {
    try {
      return secrets.of(reference).use(text -> customerKey(reference, text));
    } catch (IdentityUnusable e) {
      throw e.forCustomerKey();
    }
  }

  private static CustomerKey customerKey(SecretReference reference, String text) {
    try {
      return CustomerKey.of(text);
    } catch (IllegalArgumentException e) {
      throw new IdentityUnusable(
          "the customer key of %s %s".formatted(reference, e.getMessage()),
          "write 256 bits in Base64 there, as 'openssl rand -base64 32' makes them",
          null);
    }
  }

  private static AwsCredentials credentials(String id, String secret, Optional<Secret> token) {
    if (token.isEmpty()) return AwsBasicCredentials.create(id, secret);
    return token.get().use(text -> AwsSessionCredentials.create(id, secret, text));
  }

  @Override
  public synchronized void close() {
    while (!roles.isEmpty()) roles.pop().close();
    secrets.close();
  }
}

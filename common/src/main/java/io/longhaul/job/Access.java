package io.longhaul.job;

import io.longhaul.job.Identity.KeyReferences;
import io.longhaul.job.Identity.Role;
import io.longhaul.job.form.Field;
import io.longhaul.job.form.Form;
import io.longhaul.job.form.InvalidField;
import io.longhaul.job.form.Type;
import io.longhaul.job.form.Values;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one side of a job is reached, where the worker's own way does not do.
 *
 * @param identity null: whoever the machine is
 * @param region of the side's bucket; null: as the profile and the machine's settings say
 * @param endpoint of the server that holds it; null: as they say, else AWS
 * @param owner the account that the bucket must belong to; null: anybody's
 * @param customerKey where the key of the customer's own lies by which its objects are encrypted
 *     (SSE-C); null: they are by keys of the store's
 */
public record Access(
    @Nullable Identity identity,
    @Nullable String region,
    @Nullable URI endpoint,
    @Nullable String owner,
    Payer payer,
    @Nullable SecretReference customerKey) {
  /** Who pays S3 for requests and transfer. */
  public enum Payer {
    /** The bucket's owner, as usual. */
    OWNER,
    /** Who asks: buckets that want it so refuse anybody who does not agree. */
    REQUESTER
  }

  private static final String REFERENCE = SecretReference.WHAT;
  private static final Set<String> HERE = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final String NEVER = "where it lies, never the value itself.";

  private static final Field<Access, String> PROFILE =
      Field.optional(
          "profile",
          text("a profile's name", "my-profile", "\\S[\\s\\S]*"),
          access -> access.identity == null ? null : access.identity.profile(),
          "A profile of the AWS settings on the machine that works.");
  private static final Field<Access, SecretReference> ACCESS_KEY_ID =
      key("access-key-id", "Instead of a profile; " + NEVER, KeyReferences::accessKeyId);
  private static final Field<Access, SecretReference> SECRET_ACCESS_KEY =
      key("secret-access-key", "Beside access-key-id; " + NEVER, KeyReferences::secretAccessKey);
  private static final Field<Access, SecretReference> SESSION_TOKEN =
      key("session-token", "If there is one; " + NEVER, KeyReferences::sessionToken);
  private static final Field<Access, String> ROLE =
      Field.optional(
          "role",
          text(
              "a role's ARN",
              "arn:aws:iam::111122223333:role/reader",
              "arn:[a-z-]+:iam::\\d{12}:role/[\\w+=,.@/-]{1,512}"),
          access -> role(access, Role::arn),
          "A role to assume, by the profile or key if there is one, else by whoever the machine"
              + " is.");
  private static final Field<Access, String> EXTERNAL_ID =
      Field.optional(
          "external-id",
          text("an external id", "longhaul-1", "[\\w+=,.@:/-]{2,1224}"),
          access -> role(access, Role::externalId),
          "What the account that lends the role wants to be told.");
  private static final Field<Access, String> REGION =
      Field.optional(
          "region",
          text("a region", "eu-west-1", "[a-z0-9-]{2,64}"),
          Access::region,
          "The region of its bucket, where it is not the machine's.");
  private static final Field<Access, URI> ENDPOINT =
      Field.optional(
          "endpoint",
          new Type.Text<>(
              "a server's address",
              "https://minio.example.com",
              Optional.of("^https?://[A-Za-z0-9.:\\[\\]-]+/?$"),
              Access::server,
              URI::toString,
              false),
          Access::endpoint,
          "A server that is not AWS's own.");
  private static final Field<Access, String> OWNER =
      Field.optional(
          "owner",
          text("the 12 digits of an account", "111122223333", "\\d{12}"),
          Access::owner,
          "The account that the bucket must belong to: any other's is refused by S3.");
  private static final Field<Access, Payer> PAYER =
      Field.defaulted(
          "payer",
          new Type.Word<>(Payer.class),
          Payer.OWNER,
          Access::payer,
          "requester: this side's bucket is one of those for which who asks must pay.");
  private static final Field<Access, SecretReference> CUSTOMER_KEY =
      Field.optional(
          "customer-key",
          SecretReference.TYPE,
          Access::customerKey,
          "The customer's own key by which its objects are encrypted (SSE-C), 256 bits in Base64: "
              + NEVER);

  static final Form<Access> FORM =
      Form.of(
          Access.class,
          "access",
          "As whom this side is reached, and where.",
          List.of(
              PROFILE,
              ACCESS_KEY_ID,
              SECRET_ACCESS_KEY,
              SESSION_TOKEN,
              ROLE,
              EXTERNAL_ID,
              REGION,
              ENDPOINT,
              OWNER,
              PAYER,
              CUSTOMER_KEY),
          values ->
              new Access(
                  identity(values),
                  values.getOrNull(REGION),
                  values.getOrNull(ENDPOINT),
                  values.getOrNull(OWNER),
                  values.get(PAYER),
                  values.getOrNull(CUSTOMER_KEY)));

  /** One whose objects are encrypted by keys of the store's. */
  public Access(
      @Nullable Identity identity,
      @Nullable String region,
      @Nullable URI endpoint,
      @Nullable String owner,
      Payer payer) {
    this(identity, region, endpoint, owner, payer, null);
  }

  public Access {
    if (identity == null
        && region == null
        && endpoint == null
        && owner == null
        && payer == Payer.OWNER
        && customerKey == null) {
      throw new InvalidField("profile", "is missing, and so is all else; write one, or leave it");
    }
  }

  /** Where the secrets lie that it needs, by the names of its fields. */
  Map<String, SecretReference> references() {
    Map<String, SecretReference> all = new LinkedHashMap<>();
    for (Field<Access, SecretReference> each :
        List.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN, CUSTOMER_KEY)) {
      SecretReference lies = each.get().apply(this);
      if (lies != null) all.put(each.name(), lies);
    }
    return all;
  }

  private static @Nullable Identity identity(Values values) {
    String profile = values.getOrNull(PROFILE);
    KeyReferences keys = keys(values);
    Role role = role(values);
    return profile == null && keys == null && role == null
        ? null
        : new Identity(profile, keys, role);
  }

  private static @Nullable KeyReferences keys(Values values) {
    SecretReference id = values.getOrNull(ACCESS_KEY_ID);
    SecretReference secret = values.getOrNull(SECRET_ACCESS_KEY);
    SecretReference token = values.getOrNull(SESSION_TOKEN);
    if (id == null && secret == null && token == null) return null;
    if (id == null) throw new InvalidField("access-key-id", "is missing; write " + REFERENCE);
    if (secret == null) {
      throw new InvalidField(
          "secret-access-key", "is missing beside access-key-id; write " + REFERENCE);
    }
    return new KeyReferences(id, secret, token);
  }

  private static @Nullable Role role(Values values) {
    String arn = values.getOrNull(ROLE);
    String externalId = values.getOrNull(EXTERNAL_ID);
    if (arn != null) return new Role(arn, externalId);
    if (externalId == null) return null;
    throw new InvalidField("role", "is missing beside external-id; write a role's ARN");
  }

  private static @Nullable String role(Access access, Function<Role, @Nullable String> part) {
    if (access.identity == null || access.identity.role() == null) return null;
    return part.apply(access.identity.role());
  }

  private static Field<Access, SecretReference> key(
      String name, String says, Function<KeyReferences, @Nullable SecretReference> part) {
    return Field.optional(
        name,
        SecretReference.TYPE,
        access ->
            access.identity == null || access.identity.keys() == null
                ? null
                : part.apply(access.identity.keys()),
        says);
  }

  private static URI server(String text) {
    try {
      URI uri = new URI(text);
      boolean plain = uri.getUserInfo() == null && uri.getQuery() == null;
      if (plain && uri.getHost() != null && isSafe(uri)) return bare(uri);
    } catch (URISyntaxException e) {
      // as anything else that is none
    }
    throw new IllegalArgumentException(
        "is no server's address; write https://, a host, and a port if need be; http:// is for"
            + " this machine alone");
  }

  /** What is signed is not hidden: without TLS bodies and session tokens are for all to read. */
  public static boolean isSafe(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme())
        || ("http".equalsIgnoreCase(uri.getScheme()) && HERE.contains(uri.getHost()));
  }

  /** One spelling for each server, by which two sides are seen to be on the same. */
  private static URI bare(URI uri) throws URISyntaxException {
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean usual = uri.getPort() == (scheme.equals("https") ? HTTPS : HTTP);
    String path = uri.getPath() == null ? "" : uri.getPath().replaceFirst("/+$", "");
    return new URI(
        scheme,
        null,
        uri.getHost().toLowerCase(Locale.ROOT),
        usual ? -1 : uri.getPort(),
        path.isEmpty() ? null : path,
        null,
        null);
  }

  private static Type.Text<String> text(String what, String sample, String pattern) {
    Pattern form = Pattern.compile(pattern);
    return new Type.Text<>(
        what,
        sample,
        Optional.of("^" + pattern + "$"),
        text -> {
          if (form.matcher(text).matches()) return text;
          throw new IllegalArgumentException("'%s' is none; write %s".formatted(text, what));
        },
        text -> text,
        false);
  }
}

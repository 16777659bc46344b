package io.longhaul.coordinator.grant;

import io.longhaul.access.Need;
import io.longhaul.access.Need.By;
import io.longhaul.coordinator.CommandFailed;
import io.longhaul.coordinator.HereAlone;
import io.longhaul.coordinator.grant.Party.Lent;
import io.longhaul.job.Access;
import io.longhaul.job.CopyOptions;
import io.longhaul.job.Identity;
import io.longhaul.job.Identity.Role;
import io.longhaul.job.Job;
import io.longhaul.job.S3CopyJob;
import io.longhaul.job.S3Sides;
import io.longhaul.job.SecretReference;
import io.longhaul.job.StoreAccess;
import io.longhaul.kind.Kind;
import io.longhaul.stack.StackSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deals what a job's kind needs out to those who do it: the worker, or whoever reaches a side. */
public final class Rights {
  private static final String WAY_IS_OPEN =
      "this is what copies through the workers need; 'submit' may find that S3 can copy by itself,"
          + " and then the run is to be granted again by its name, or write copy.route";

  private final StackSettings stack;
  private final GrantDesk desk;
  private final Whereabouts at;
  private final List<String> notes = new ArrayList<>();
  private final Map<String, Set<Need>> needs = new LinkedHashMap<>();
  private final Map<String, Lent> lent = new LinkedHashMap<>();

  public Rights(StackSettings stack, GrantDesk desk) throws InterruptedException {
    this.stack = stack;
    this.desk = desk;
    this.at = desk.stack();
  }

  /** What was dealt out, and what is to be said about it. */
  public record Dealt(Party worker, List<Party> others, List<String> notes) {
    public Stream<Party> all() {
      return Stream.concat(Stream.of(worker), others.stream());
    }

    /** Every bucket that somebody needs something of. */
    public List<String> buckets() {
      return all()
          .flatMap(party -> party.needs().stream())
          .map(Party::bucket)
          .filter(bucket -> !bucket.isEmpty())
          .distinct()
          .toList();
    }
  }

  /** Every bucket of AWS's that a job needs something of, whoever needs it. */
  public static List<String> buckets(Job job, Kind kind) {
    List<Need> all = new ArrayList<>(kind.needs(job));
    all.addAll(kind.wishes(job));
    return all.stream()
        .filter(need -> isAws(job, need.by()))
        .map(Party::bucket)
        .filter(bucket -> !bucket.isEmpty())
        .distinct()
        .toList();
  }

  private static boolean isAws(Job job, By by) {
    if (!(job.options() instanceof S3Sides sides)) return true;
    Access access =
        switch (by) {
          case WORKER -> null;
          case SOURCE -> sides.access().source();
          case TARGET -> sides.access().target();
        };
    return access == null || isAws(access.endpoint());
  }

  /**
   * Deals them out.
   *
   * @param me whether whoever asks is to submit and to watch, too
   * @throws CommandFailed if the job cannot be granted anything as it is written
   */
  public Dealt of(Job job, Kind kind, Keys keys, boolean me) throws InterruptedException {
    String worker = at.worker(stack);
    needs.put(worker, new LinkedHashSet<>());
    Map<By, Optional<String>> by = new EnumMap<>(By.class);
    by.put(By.WORKER, Optional.of(worker));
    if (job.options() instanceof S3Sides sides) {
      sides
          .access()
          .references()
          .values()
          .forEach(lies -> secret(lies, keys.secrets().getOrDefault(lies, List.of())));
      by.put(By.SOURCE, side("source", sides.access().source(), StoreAccess.source(sides)));
      by.put(By.TARGET, side("target", sides.access().target(), StoreAccess.target(sides)));
    }
    HereAlone.of(job, stack).ifPresent(notes::add);
    if (job.options() instanceof S3CopyJob copy && isOpen(copy)) notes.add(WAY_IS_OPEN);
    List<Need> units = new ArrayList<>(kind.needs(job));
    units.addAll(kind.needs(job, keys.buckets()));
    units.addAll(kind.wishes(job));
    for (Need need : units) deal(need, by.getOrDefault(need.by(), Optional.empty()));
    for (Need need : kind.tidying(job)) {
      // a worker leaves that to who watches; whoever else reaches the side is both
      deal(need, by.getOrDefault(need.by(), Optional.empty()).filter(arn -> !arn.equals(worker)));
    }
    if (me) addMe(units, kind.tidying(job), by, worker);
    List<Party> others = new ArrayList<>();
    needs.forEach((arn, all) -> {
      if (!arn.equals(worker)) {
        others.add(new Party(arn, List.copyOf(all), Optional.ofNullable(lent.get(arn))));
      }
    });
    Set<Need> workers = needs.getOrDefault(worker, Set.of());
    return new Dealt(
        new Party(worker, List.copyOf(workers), Optional.empty()), others, List.copyOf(notes));
  }

  /** Which way is found by whoever submits, who may do more than the workers. */
  private static boolean isOpen(S3CopyJob copy) {
    return copy.route() == CopyOptions.Route.AUTO
        && !StoreAccess.one(copy)
        && copy.access().sameServer();
  }

  private void addMe(
      List<Need> units, List<Need> tidying, Map<By, Optional<String>> by, String worker)
      throws InterruptedException {
    String me = named(desk.caller(StoreAccess.USUAL));
    for (Need need : Stream.concat(units.stream(), tidying.stream()).toList()) {
      boolean usual = by.getOrDefault(need.by(), Optional.empty()).equals(Optional.of(worker));
      if (usual) deal(need, Optional.of(me));
    }
  }

  private void deal(Need need, Optional<String> to) {
    if (to.isEmpty()) return;
    needs.computeIfAbsent(to.get(), arn -> new LinkedHashSet<>()).add(placed(need, to.get()));
  }

  /** Who reaches a side; empty: it is no matter of AWS's. */
  private Optional<String> side(String name, @Nullable Access access, StoreAccess store)
      throws InterruptedException {
    String worker = at.worker(stack);
    if (access == null) return Optional.of(worker);
    Identity identity = access.identity();
    if (!isAws(access.endpoint())) {
      notes.add("the %s is at %s, whose policies are its own".formatted(name, access.endpoint()));
      return Optional.empty();
    }
    if (identity == null) return Optional.of(worker);
    if (identity.role() == null) return Optional.of(named(desk.caller(store)));
    boolean byWorker = identity.profile() == null && identity.keys() == null;
    String to = byWorker ? worker : named(desk.caller(without(store, identity)));
    return Optional.of(lend(name, identity.role(), to, byWorker));
  }

  private String lend(String side, Role role, String to, boolean byWorker) {
    boolean theirs = !account(role.arn()).equals(account(to));
    if (theirs && role.externalId() == null) {
      throw CommandFailed.misused(
          ("access.%s.role: %s is lent by another account, and anybody whom that trusts could have"
                  + " it used; write an external-id beside it, which 'longhaul infra policy' puts"
                  + " into its trust policy")
              .formatted(side, role.arn()));
    }
    Need assume = new Need("sts:AssumeRole", role.arn());
    needs
        .computeIfAbsent(byWorker ? at.worker(stack) : to, arn -> new LinkedHashSet<>())
        .add(assume);
    lent.put(role.arn(), new Lent(to, Optional.ofNullable(role.externalId())));
    return role.arn();
  }

  /** As {@code aws} for the role, but as whom it is assumed. */
  private static StoreAccess without(StoreAccess store, Identity identity) {
    return new StoreAccess(
        Optional.of(new Identity(identity.profile(), identity.keys(), null)),
        store.region(),
        store.endpoint(),
        store.payer(),
        store.owners());
  }

  /**
   * Whoever the worker is looks it up, in its own region, and the service decrypts it for that one.
   *
   * @param keys of the customer's own that it may be encrypted by
   */
  private void secret(SecretReference reference, List<String> keys) {
    Optional<String> worker = Optional.of(at.worker(stack));
    String name = reference.name();
    switch (reference.where()) {
      case ENV -> {}
      case SSM -> {
        String path = name.startsWith("/") ? name : "/" + name;
        deal(new Need("ssm:GetParameter", "arn:aws:ssm:*:*:parameter" + path), worker);
        decrypted("ssm", keys, worker);
      }
      case SECRETSMANAGER -> {
        deal(new Need("secretsmanager:GetSecretValue", secretArn(reference)), worker);
        decrypted("secretsmanager", keys, worker);
      }
    }
  }

  /** AWS ends its name by six characters of its own. */
  static String secretArn(SecretReference lies) {
    String secret = lies.name().split("#", 2)[0];
    return secret.startsWith("arn:")
        ? secret
        : "arn:aws:secretsmanager:*:*:secret:" + secret + "-??????";
  }

  private void decrypted(String service, List<String> keys, Optional<String> to) {
    for (String key : keys) deal(Need.ofKey(By.WORKER, "kms:Decrypt", key).via(service), to);
  }

  /** With what a kind does not know of places: the region, the account, the part of AWS. */
  private Need placed(Need need, String arn) {
    String resource =
        need.resource()
            .replaceFirst("^arn:aws:", "arn:" + at.partition() + ":")
            .replaceFirst(":\\*:\\*:", ":" + at.region() + ":" + account(arn) + ":");
    return new Need(By.WORKER, need.action(), resource, need.prefix(), via(need.via()));
  }

  /** A service as KMS knows it: it serves one region. */
  private String via(String service) {
    if (service.isEmpty()) return service;
    String host = "%s.%s.amazonaws.com".formatted(service, at.region());
    return at.partition().equals("aws-cn") ? host + ".cn" : host;
  }

  /** What the stack's own workers need of it. */
  public List<Need> ofStack(List<Need> permissions) {
    return permissions.stream().map(need -> placed(need, at.worker(stack))).toList();
  }

  private static String account(String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length > 4 ? parts[4] : "";
  }

  private static boolean isAws(@Nullable URI endpoint) {
    if (endpoint == null) return true;
    String host = String.valueOf(endpoint.getHost());
    return host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn");
  }

  private static String named(String principal) {
    if (!principal.endsWith(":root")) return principal;
    throw CommandFailed.misused(
        "%s would grant it to the whole account; log in as a user or a role".formatted(principal));
  }
}

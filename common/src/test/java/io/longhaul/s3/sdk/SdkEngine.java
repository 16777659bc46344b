package io.longhaul.s3.sdk;

import io.longhaul.aws.AwsClients;
import io.longhaul.aws.AwsPlace;
import io.longhaul.aws.AwsSettings;
import io.longhaul.s3.Conditions;
import io.longhaul.s3.OddKey;
import io.longhaul.s3.StoreEngine;
import io.longhaul.s3.StoreLack;
import io.longhaul.s3.Trait;
import io.longhaul.time.ClockOffset;
import io.longhaul.time.SystemTime;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server that speaks S3, with the SDK's plain blocking client as the other one. */
public final class SdkEngine implements StoreEngine {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final AwsClients CLIENTS =
      new AwsClients(AwsSettings.of(16), new SystemTime(), new ClockOffset());

  private final String name;
  private final Conditions conditions;
  private final Set<OddKey> cannotHold;
  private final boolean listsInByteOrder;
  private final AwsPlace place;
  private final S3Client plain;
  private Set<StoreLack> lacks = Set.of();
  private Set<Trait.Cell> loses = Set.of();
  private boolean holdsKeyBesideFolder = true;

  /** One that asks nobody who he is. */
  public SdkEngine(
      String name,
      URI endpoint,
      Conditions conditions,
      Set<OddKey> cannotHold,
      boolean listsInByteOrder) {
    this(
        name,
        AwsPlace.at(endpoint, "test-key-id", "test-secret"),
        conditions,
        cannotHold,
        listsInByteOrder);
  }

  /** One that wants to be signed to. */
  public SdkEngine(
      String name,
      AwsPlace place,
      Conditions conditions,
      Set<OddKey> cannotHold,
      boolean listsInByteOrder) {
    this.name = name;
    this.conditions = conditions;
    this.cannotHold = Set.copyOf(cannotHold);
    this.listsInByteOrder = listsInByteOrder;
    this.place = place;
    this.plain =
        S3Client.builder()
            .endpointOverride(place.endpoint().orElseThrow())
            .region(Region.US_EAST_1)
            .credentialsProvider(place.credentials())
            .forcePathStyle(true)
            .build();
  }

  /** Clients for all adapters under test, for closing some takes seconds. */
  public static AwsClients clients() {
    return CLIENTS;
  }

  /** The same, which does not do everything as S3 does. */
  public SdkEngine lacking(StoreLack... lacks) {
    this.lacks = Stream.concat(this.lacks.stream(), Stream.of(lacks)).collect(Collectors.toSet());
    return this;
  }

  @Override
  public Set<StoreLack> lacks() {
    return lacks;
  }

  /** The same, which does not keep these traits as S3 does. */
  public SdkEngine losing(Set<Trait.Cell> cells) {
    this.loses = Stream.concat(this.loses.stream(), cells.stream()).collect(Collectors.toSet());
    return this;
  }

  @Override
  public Set<Trait.Cell> loses() {
    return loses;
  }

  public AwsPlace place() {
    return place;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Conditions conditions() {
    return conditions;
  }

  @Override
  public Set<OddKey> cannotHold() {
    return cannotHold;
  }

  @Override
  public boolean listsInByteOrder() {
    return listsInByteOrder;
  }

  /** The same, whose objects are files and whose prefixes are folders. */
  public SdkEngine withoutKeysBesideFolders() {
    holdsKeyBesideFolder = false;
    return this;
  }

  @Override
  public boolean holds(String key) {
    if (cannotHold.contains(OddKey.TRAILING_SLASH) && key.endsWith("/")) return false;
    if (!holdsKeyBesideFolder && !isPath(key)) return false;
    return key.codePoints().noneMatch(this::breaks);
  }

  private boolean breaks(int character) {
    return switch (character) {
      case '\t' -> cannotHold.contains(OddKey.TAB);
      case '\n' -> cannotHold.contains(OddKey.NEWLINE);
      case '\r' -> cannotHold.contains(OddKey.CARRIAGE_RETURN);
      case 0xfffe, 0xffff -> cannotHold.contains(OddKey.NONCHARACTER);
      default -> character < ' ' && cannotHold.contains(OddKey.CONTROL);
    };
  }

  /** A name of a file, and not one that is the same file as another. */
  private static boolean isPath(String key) {
    String path = key.endsWith("/") ? key.substring(0, key.length() - 1) : key;
    return Arrays.stream(path.split("/", -1))
        .noneMatch(
            name -> name.isEmpty() || name.equals(".") || name.equals("..") || length(name) > 255);
  }

  private static int length(String name) {
    return name.getBytes(StandardCharsets.UTF_8).length;
  }

  @Override
  public boolean holdsKeyBesideFolder() {
    return holdsKeyBesideFolder;
  }

  @Override
  public String newBucket() {
    String bucket = "contract-" + BUCKETS.incrementAndGet();
    plain.createBucket(b -> b.bucket(bucket));
    return bucket;
  }

  @Override
  public String newVersionedBucket() {
    String bucket = newBucket();
    plain.putBucketVersioning(b ->
        b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    return bucket;
  }

  /** Says who may do what with a bucket. */
  public void policy(String bucket, String json) {
    plain.putBucketPolicy(b -> b.bucket(bucket).policy(json));
  }

  @Override
  public void write(String bucket, String key, byte[] bytes) {
    plain.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
  }

  @Override
  public List<String> keys(String bucket) {
    ListObjectsV2Response all = plain.listObjectsV2(b -> b.bucket(bucket).encodingType("url"));
    return all.contents().stream().map(S3Object::key).toList();
  }
}

package io.longhaul.aws;

import io.longhaul.time.ClockOffset;
import io.longhaul.time.Time;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/**
 * Makes this process's AWS clients, tuned for many small calls, and closes them all.
 *
 * <p>The SDK's own repetitions are off: {@link AwsCalls} repeats, within a deadline, through Time.
 * Answers are completed on the event loop, which is safe because callers only ring an alarm there.
 */
public final class AwsClients implements AutoCloseable {
  /** More callers than this waiting for a connection are a defect, not a load. */
  private static final int MOST_WAITING = 20_000;

  private final Time machine;
  private final ClockOffset offset;
  private final EventLoops loops = new EventLoops();
  private final SdkAsyncHttpClient http;
  private final Deque<AwsClient> open = new ArrayDeque<>();

  /**
   * @param machine the machine's own clock
   * @param offset learns from the dates of the ledger's answers: sessions are told by its clock,
   *     and any other server may be off by hours
   * @throws io.longhaul.stack.StackMisconfigured if a file of profiles cannot be read: the SDK
   *     reads them whatever its clients are given, and ends in an exception that names no file
   */
  public AwsClients(AwsSettings settings, Time machine, ClockOffset offset) {
    var unused = ProfileCredentials.profiles();
    this.machine = machine;
    this.offset = offset;
    this.http =
        NettyNioAsyncHttpClient.builder()
            .eventLoopGroup(loops.forSdk())
            .maxConcurrency(2 * settings.slots())
            .maxPendingConnectionAcquires(MOST_WAITING)
            .connectionTimeout(settings.connectTimeout())
            .connectionAcquisitionTimeout(settings.silence())
            .readTimeout(settings.silence())
            .writeTimeout(settings.silence())
            .build();
  }

  public synchronized S3AsyncClient s3(AwsPlace place) {
    boolean aws = s3Site(place).isAws();
    Region region = region(place, aws);
    S3AsyncClientBuilder builder =
        S3AsyncClient.builder()
            // Servers that are not AWS have no name for every bucket.
            .forcePathStyle(!aws)
            // A bucket elsewhere: the region is followed; with an endpoint given, never the host.
            .crossRegionAccessEnabled(true)
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    return keep(
        at(builder, place, region)
            .overrideConfiguration(config -> {
              usual(config);
              place.profile().ifPresent(config::defaultProfileName);
              if (place.requesterPays()) config.putHeader("x-amz-request-payer", "requester");
            })
            .build());
  }

  /** Where S3 is, for who asks it without a client of the SDK's. */
  public S3Site s3Site(AwsPlace place) {
    if (place.endpoint().isPresent()) {
      return new S3Site(place.endpoint(), region(place, Endpoints.isAws(place.endpoint())).id());
    }
    S3AsyncClientBuilder builder = S3AsyncClient.builder();
    place
        .profile()
        .ifPresent(
            name -> builder.overrideConfiguration(config -> config.defaultProfileName(name)));
    try (S3AsyncClient scout = Endpoints.built(at(builder, place, Region.US_EAST_1)::build)) {
      return new S3Site(
          scout.serviceClientConfiguration().endpointOverride(), region(place, isAws(scout)).id());
    }
  }

  /**
   * Where S3 is.
   *
   * @param endpoint of another server than AWS's own, or of AWS's own under another name
   * @param region of buckets that nothing else is known of
   */
  public record S3Site(Optional<URI> endpoint, String region) {
    public boolean isAws() {
      return Endpoints.isAws(endpoint);
    }
  }

  public synchronized SqsAsyncClient sqs(AwsPlace place) {
    boolean aws = isAws(at(SqsAsyncClient.builder(), place, Region.US_EAST_1), place);
    return keep(
        at(SqsAsyncClient.builder(), place, region(place, aws))
            .overrideConfiguration(AwsClients::usual)
            .build());
  }

  /**
   * The ledger's client.
   *
   * @param longest that a call may take, which is a single try
   */
  public synchronized DynamoDbAsyncClient dynamoDb(AwsPlace place, Duration longest) {
    boolean aws = isAws(at(DynamoDbAsyncClient.builder(), place, Region.US_EAST_1), place);
    return keep(
        at(DynamoDbAsyncClient.builder(), place, region(place, aws))
            .overrideConfiguration(config -> {
              usual(config);
              config.addExecutionInterceptor(new DateListener(machine, offset));
              config.apiCallAttemptTimeout(longest).apiCallTimeout(longest);
            })
            .build());
  }

  /**
   * A client of any other service: of those that make and look after what a stack is made of.
   *
   * @param builder as it comes, with nothing set
   */
  public synchronized <
          B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AwsClient>
      C of(B builder, AwsPlace place) {
    boolean aws = isAws(at(builder, place, Region.US_EAST_1), place);
    return keep(
        at(builder, place, region(place, aws)).overrideConfiguration(AwsClients::usual).build());
  }

  /**
   * As {@link #of}, for who asks now and then and does nothing about a failure but count it: the
   * SDK repeats by itself here.
   *
   * @param longest that a call may take, its repetitions included
   */
  public synchronized <
          B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AwsClient>
      C repeating(B builder, AwsPlace place, Duration longest) {
    return bounded(
        builder,
        place,
        config ->
            config
                .retryStrategy(RetryMode.STANDARD)
                .apiCallAttemptTimeout(longest.dividedBy(2))
                .apiCallTimeout(longest));
  }

  /**
   * As {@link #of}, for what must not be done twice: each call is made once, whatever comes of it.
   *
   * @param longest that a call may take
   */
  public synchronized <
          B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AwsClient>
      C once(B builder, AwsPlace place, Duration longest) {
    return bounded(
        builder,
        place,
        config -> {
          usual(config);
          config.apiCallTimeout(longest);
        });
  }

  private <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C extends AwsClient>
      C bounded(B builder, AwsPlace place, Consumer<ClientOverrideConfiguration.Builder> bounds) {
    boolean aws = isAws(at(builder, place, Region.US_EAST_1), place);
    return keep(at(builder, place, region(place, aws)).overrideConfiguration(bounds).build());
  }

  /** Whether a client's calls go to AWS itself, and not to a server that an endpoint names. */
  public static boolean isAws(AwsClient client) {
    return Endpoints.isAws(client.serviceClientConfiguration().endpointOverride());
  }

  @Override
  public synchronized void close() {
    while (!open.isEmpty()) open.pop().close();
    http.close();
    loops.close();
  }

  /** The variables and profiles are the SDK's to read: it is asked what it made of them. */
  private static boolean isAws(AwsClientBuilder<?, ? extends AwsClient> builder, AwsPlace place) {
    Optional<URI> endpoint = place.endpoint();
    if (endpoint.isPresent()) return Endpoints.isAws(endpoint);
    try (AwsClient scout = Endpoints.built(builder::build)) {
      return isAws(scout);
    }
  }

  private static Region region(AwsPlace place, boolean aws) {
    return place.region().map(Region::of).orElseGet(() -> Endpoints.region(aws, place.profile()));
  }

  private <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B at(
      B builder, AwsPlace place, Region region) {
    place.endpoint().ifPresent(builder::endpointOverride);
    return builder
        .region(region)
        .credentialsProvider(place.credentials())
        .httpClient(http)
        .asyncConfiguration(async ->
            async.advancedOption(
                SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run));
  }

  private static void usual(ClientOverrideConfiguration.Builder config) {
    config
        .retryStrategy(AwsRetryStrategy.doNotRetry())
        .addExecutionInterceptor(new NoExpectContinue());
  }

  private <C extends AwsClient> C keep(C client) {
    open.push(client);
    return client;
  }
}

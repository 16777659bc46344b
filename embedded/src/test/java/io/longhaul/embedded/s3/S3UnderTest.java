package io.longhaul.embedded.s3;

import io.longhaul.embedded.s3.protocol.Credentials;
import io.longhaul.embedded.s3.store.Freshness;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A server on a folder, looked at by the SDK; every first page of a listing looks at the files. */
final class S3UnderTest implements AutoCloseable {
  static final String BUCKET = "bucket";
  static final Credentials CREDENTIALS = new Credentials("LOCALTEST", "a-secret");

  final Path root;
  final S3Server server;
  final S3Client client;

  S3UnderTest(Path root) throws IOException {
    this(root, Duration.ZERO);
  }

  S3UnderTest(Path root, Duration rescan) throws IOException {
    this.root = root;
    Files.createDirectories(root.resolve(BUCKET));
    var freshness = new Freshness(InstantSource.system(), rescan);
    server = S3Server.start(root, 0, CREDENTIALS, freshness);
    client = client(server.endpoint(), CREDENTIALS);
  }

  /** One that does not try again: each answer is seen. */
  static S3Client client(URI endpoint, Credentials credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(credentials.accessKey(), credentials.secret())))
        .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
        .build();
  }

  void put(String key, String content) {
    client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString(content));
  }

  String get(String key) {
    return object(key).asUtf8String();
  }

  ResponseBytes<GetObjectResponse> object(String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key));
  }

  void copy(String from, String to) {
    client.copyObject(
        r -> r.sourceBucket(BUCKET).sourceKey(from).destinationBucket(BUCKET).destinationKey(to));
  }

  /** All keys, by pages of this size; encoded, as any client must ask that may meet any key. */
  List<String> keys(int pageSize) {
    return client
        .listObjectsV2Paginator(
            r -> r.bucket(BUCKET).maxKeys(pageSize).encodingType(EncodingType.URL))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  Path file(String path) {
    return root.resolve(BUCKET).resolve(path);
  }

  /** The code of the failure that a call ends with. */
  static String code(Runnable call) {
    try {
      call.run();
      return "none";
    } catch (S3Exception e) {
      String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
      return code == null ? Integer.toString(e.statusCode()) : code;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    server.close();
  }
}

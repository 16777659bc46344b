package io.longhaul.privilege;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What IAM would have to allow for a request (S3's, SQS's and DynamoDB's service authorization
 * references): a copy reads, a batch is its entries, a transaction its parts, and what headers say
 * of tags, ACLs, locks and keys is asked for too.
 */
final class Calls {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Begins the names of parameters and secrets that are encrypted by {@link #OF_SECRETS}. */
  static final String UNDER_A_KEY = "keyed";

  static final String OF_SECRETS = "arn:aws:kms:us-east-1:123456789012:key/5ec2e7";

  private final List<Call> calls = new ArrayList<>();
  private final String request;

  private Calls(String request) {
    this.request = request;
  }

  static List<Call> of(String method, URI uri, Headers headers, byte[] body) throws IOException {
    String target = headers.getFirst("X-Amz-Target");
    if (target == null) {
      String service = service(headers);
      return service.equals("s3")
          ? new Calls(method + " " + uri).s3(method, uri, headers)
          : new Calls(service).queried(service, query(new String(body, StandardCharsets.UTF_8)));
    }
    String name = target.substring(target.indexOf('.') + 1);
    JsonNode json = JSON.readTree(body);
    Calls calls = new Calls(name);
    return switch (target.substring(0, target.indexOf('.'))) {
      case "AmazonSQS" -> calls.sqs(name, json);
      case "AmazonSSM" ->
          json.has("Name")
              ? calls.secret(
                  "ssm", name, json.get("Name").asText(), "parameter" + json.get("Name").asText())
              : calls.everywhere("ssm:" + name);
      case "secretsmanager" ->
          calls.secret(
              "secretsmanager",
              name,
              json.get("SecretId").asText(),
              "secret:" + json.get("SecretId").asText() + "-AbCdEf");
      default -> calls.dynamoDb(name, json);
    };
  }

  private List<Call> everywhere(String action) {
    add(action, "*");
    return calls;
  }

  /** What is encrypted by a key of a customer's own is decrypted by its service for who asks. */
  private List<Call> secret(String service, String name, String secret, String resource) {
    add(service + ":" + name, "arn:aws:%s:us-east-1:123456789012:%s".formatted(service, resource));
    if (secret.startsWith(UNDER_A_KEY) || secret.startsWith("/" + UNDER_A_KEY)) {
      String via = service + ".us-east-1.amazonaws.com";
      calls.add(new Call("kms:Decrypt", OF_SECRETS, "", via, request));
    }
    return calls;
  }

  /** For which a request was signed. */
  private static String service(Headers headers) {
    return String.valueOf(headers.getFirst("Authorization")).split("/", 5)[3];
  }

  /** Services that are asked by forms; to ask who one is, nobody has to be allowed. */
  private List<Call> queried(String service, Map<String, String> form) {
    String action = service + ":" + form.get("Action");
    switch (service) {
      case "sts" -> {}
      case "cloudformation" -> {
        String stack = form.get("StackName");
        add(
            action,
            stack.startsWith("arn:")
                ? stack
                : "arn:aws:cloudformation:us-east-1:123456789012:stack/%s/0".formatted(stack));
      }
      case "iam" ->
          add(
              action,
              form.containsKey("RoleName")
                  ? "arn:aws:iam::123456789012:role/" + form.get("RoleName")
                  : "arn:aws:iam::123456789012:instance-profile/"
                      + form.get("InstanceProfileName"));
      case "autoscaling" ->
          add(
              action,
              form.containsKey("AutoScalingGroupName")
                  ? "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0:autoScalingGroupName/"
                      + form.get("AutoScalingGroupName")
                  : "*");
      default -> add(action, "*");
    }
    return calls;
  }

  private void add(String action, String resource) {
    calls.add(new Call(action, resource, "", request));
  }

  private List<Call> sqs(String name, JsonNode json) {
    String queue =
        json.has("QueueUrl")
            ? json.get("QueueUrl").asText().replaceFirst(".*/", "")
            : json.get("QueueName").asText();
    add("sqs:" + name.replaceFirst("Batch$", ""), "arn:aws:sqs:us-east-1:123456789012:" + queue);
    return calls;
  }

  private List<Call> dynamoDb(String name, JsonNode json) {
    switch (name) {
      case "TransactWriteItems" ->
          json.get("TransactItems")
              .forEach(item -> {
                var part = item.properties().iterator().next();
                String action =
                    switch (part.getKey()) {
                      case "ConditionCheck" -> "ConditionCheckItem";
                      case "Update", "Put", "Delete" -> part.getKey() + "Item";
                      default -> throw new IllegalArgumentException(part.getKey());
                    };
                add("dynamodb:" + action, table(part.getValue()));
              });
      case "TransactGetItems" ->
          json.get("TransactItems")
              .forEach(item -> add("dynamodb:GetItem", table(item.get("Get"))));
      case "BatchGetItem" ->
          json.get("RequestItems")
              .fieldNames()
              .forEachRemaining(table ->
                  add(
                      "dynamodb:BatchGetItem",
                      "arn:aws:dynamodb:us-east-1:123456789012:table/" + table));
      default ->
          add(
              "dynamodb:" + name,
              table(json)
                  + Optional.ofNullable(json.get("IndexName"))
                      .map(index -> "/index/" + index.asText())
                      .orElse(""));
    }
    return calls;
  }

  private static String table(JsonNode json) {
    return "arn:aws:dynamodb:us-east-1:123456789012:table/" + json.get("TableName").asText();
  }

  private List<Call> s3(String method, URI uri, Headers headers) {
    String[] parts = uri.getRawPath().substring(1).split("/", 2);
    Map<String, String> query = query(uri.getRawQuery());
    String bucket = "arn:aws:s3:::" + parts[0];
    if (parts.length < 2 || parts[1].isEmpty()) return bucket(method, bucket, query);
    String object = bucket + "/" + decoded(parts[1]);
    switch (method) {
      case "HEAD" -> add("s3:GetObject", object);
      case "GET" -> {
        if (query.containsKey("tagging")) add("s3:GetObjectTagging", object);
        else if (query.containsKey("acl")) add("s3:GetObjectAcl", object);
        else if (query.containsKey("uploadId")) add("s3:ListMultipartUploadParts", object);
        else add("s3:GetObject", object);
      }
      case "DELETE" ->
          add(
              query.containsKey("uploadId") ? "s3:AbortMultipartUpload" : "s3:DeleteObject",
              object);
      case "PUT", "POST" -> written(object, query, headers);
      default -> throw new IllegalArgumentException(request);
    }
    return calls;
  }

  private List<Call> bucket(String method, String bucket, Map<String, String> query) {
    boolean lists =
        method.equals("HEAD") || (method.equals("GET") && query.containsKey("list-type"));
    if (lists) {
      calls.add(new Call("s3:ListBucket", bucket, query.getOrDefault("prefix", ""), request));
    } else if (query.containsKey("policy") || query.containsKey("encryption")) {
      String what = query.containsKey("policy") ? "BucketPolicy" : "EncryptionConfiguration";
      String does = method.substring(0, 1) + method.substring(1).toLowerCase(Locale.ROOT);
      add("s3:" + does + what, bucket);
    } else if (query.containsKey("delete")) {
      add("s3:DeleteObject", bucket + "/any");
    } else if (query.containsKey("uploads")) {
      add("s3:ListBucketMultipartUploads", bucket);
    } else {
      throw new IllegalArgumentException(request);
    }
    return calls;
  }

  private void written(String object, Map<String, String> query, Headers headers) {
    add("s3:PutObject", object);
    String from = headers.getFirst("x-amz-copy-source");
    boolean whole = !query.containsKey("partNumber");
    if (from != null) {
      String source = "arn:aws:s3:::" + decoded(from.replaceFirst("^/", ""));
      add("s3:GetObject", source);
      boolean tagsGoAlong = whole && !"REPLACE".equals(headers.getFirst("x-amz-tagging-directive"));
      if (tagsGoAlong) {
        add("s3:GetObjectTagging", source);
        add("s3:PutObjectTagging", object);
      }
    }
    for (String header : headers.keySet()) {
      switch (header.toLowerCase(Locale.ROOT)) {
        case "x-amz-tagging" -> add("s3:PutObjectTagging", object);
        case "x-amz-acl",
            "x-amz-grant-read",
            "x-amz-grant-full-control",
            "x-amz-grant-read-acp",
            "x-amz-grant-write-acp" ->
            add("s3:PutObjectAcl", object);
        case "x-amz-object-lock-mode" -> add("s3:PutObjectRetention", object);
        case "x-amz-object-lock-legal-hold" -> add("s3:PutObjectLegalHold", object);
        case "x-amz-server-side-encryption-aws-kms-key-id" -> {
          add("kms:GenerateDataKey", headers.getFirst(header));
          // what is begun so is joined, and then its parts are read
          if (query.containsKey("uploads")) add("kms:Decrypt", headers.getFirst(header));
        }
        default -> {}
      }
    }
  }

  /** What an answer tells only to whoever may know it. */
  static List<Call> told(String method, URI uri, Headers answer) {
    Calls told = new Calls(method + " " + uri);
    String[] parts = uri.getRawPath().substring(1).split("/", 2);
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (!reads || parts.length < 2) return List.of();
    String object = "arn:aws:s3:::" + parts[0] + "/" + decoded(parts[1]);
    if (answer.containsKey("x-amz-object-lock-mode")) told.add("s3:GetObjectRetention", object);
    if (answer.containsKey("x-amz-object-lock-legal-hold")) {
      told.add("s3:GetObjectLegalHold", object);
    }
    return told.calls;
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    if (raw == null) return query;
    for (String pair : raw.split("&")) {
      String[] both = pair.split("=", 2);
      query.put(decoded(both[0]), both.length < 2 ? "" : decoded(both[1]));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

package io.longhaul.queue.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Speaks SQS's JSON on a wire, and takes of each batch those entries that it is told to take. */
final class PartialBroker implements AutoCloseable {
  /** What becomes of one entry. */
  enum Fate {
    TAKEN,
    /** Failed by the broker: the same again may fare better. */
    BROKER_FAULT,
    /** Failed by who sent it: the same again fares no better. */
    SENDER_FAULT,
    /** Neither among the successful nor among the failed. */
    UNMENTIONED
  }

  /** Says what becomes of an entry. */
  @FunctionalInterface
  interface Judge {
    /**
     * @param what the body of a message to send, the receipt of one to delete
     * @param times how often it has come, this time included
     */
    Fate fate(String what, int times);
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private volatile String denied = "";
  private final Judge judge;
  private final List<List<String>> batches = new CopyOnWriteArrayList<>();

  PartialBroker(Judge judge) throws IOException {
    this.judge = judge;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** From now on it denies this call, such as {@code DeleteMessageBatch}, as AWS denies it. */
  void deny(String call) {
    denied = "AmazonSQS." + call;
  }

  /** The bodies or receipts of every batch that came, in order. */
  List<List<String>> batches() {
    return List.copyOf(batches);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode request = JSON.readTree(exchange.getRequestBody());
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      if (target.equals(denied)) {
        answer(exchange, 403, denial());
        return;
      }
      ObjectNode answer =
          switch (target) {
            case "AmazonSQS.GetQueueUrl" ->
                JSON.createObjectNode()
                    .put("QueueUrl", endpoint() + "/000000000000/" + request.get("QueueName"));
            case "AmazonSQS.SendMessageBatch" -> batch(request, "MessageBody");
            case "AmazonSQS.DeleteMessageBatch" -> batch(request, "ReceiptHandle");
            default -> throw new IOException("not expected: " + target);
          };
      answer(exchange, 200, answer);
    }
  }

  private static void answer(HttpExchange exchange, int status, ObjectNode answer)
      throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static ObjectNode denial() {
    return JSON.createObjectNode()
        .put("__type", "com.amazon.coral.service#AccessDeniedException")
        .put("message", "Access to the resource is denied.");
  }

  private ObjectNode batch(JsonNode request, String field) {
    List<String> batch = new ArrayList<>();
    ObjectNode answer = JSON.createObjectNode();
    ArrayNode successful = answer.putArray("Successful");
    ArrayNode failed = answer.putArray("Failed");
    for (JsonNode entry : request.get("Entries")) {
      String what = entry.get(field).asText();
      String id = entry.get("Id").asText();
      batch.add(what);
      int before = (int) batches.stream().filter(b -> b.contains(what)).count();
      switch (judge.fate(what, before + 1)) {
        case TAKEN ->
            successful
                .addObject()
                .put("Id", id)
                .put("MessageId", "message-" + id)
                .put("MD5OfMessageBody", md5(what));
        case BROKER_FAULT -> failed(failed, id, "InternalError", false);
        case SENDER_FAULT -> failed(failed, id, "InvalidParameterValue", true);
        case UNMENTIONED -> {}
      }
    }
    batches.add(batch);
    return answer;
  }

  private static void failed(ArrayNode failed, String id, String code, boolean senderFault) {
    failed
        .addObject()
        .put("Id", id)
        .put("Code", code)
        .put("Message", "as told")
        .put("SenderFault", senderFault);
  }

  /** The SDK compares it with what it sent. */
  private static String md5(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

package io.longhaul;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.longhaul.coordinator.Exit;
import io.longhaul.coordinator.cli.Surroundings;
import io.longhaul.coordinator.cli.Surroundings.Place;
import io.longhaul.coordinator.cli.Surroundings.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Does what most commands do, against a server that has nothing: the launcher's start-up cache then
 * holds what they load. It reaches nothing but that server, and changes nothing.
 */
@Command(
    name = "train",
    hidden = true,
    description = "Loads what most commands load, for the launcher's start-up cache.")
final class TrainCommand implements Callable<Integer> {
  private static final String NO_ROWS = "{\"Count\":0,\"Items\":[],\"ScannedCount\":0}";
  private static final String NO_OBJECTS =
      "<ListBucketResult><Name>source</Name><KeyCount>0</KeyCount><IsTruncated>false</IsTruncated></ListBucketResult>";

  private final Surroundings surroundings;
  private final Function<Surroundings, CommandLine> lines;

  /**
   * @param lines makes the whole command line for given surroundings
   */
  TrainCommand(Surroundings surroundings, Function<Surroundings, CommandLine> lines) {
    this.surroundings = surroundings;
    this.lines = lines;
  }

  @Override
  public Integer call() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", TrainCommand::answer);
    server.start();
    try {
      pointTheSdkAt("http://127.0.0.1:" + server.getAddress().getPort());
      for (String command :
          new String[] {"--help", "status", "init s3-copy s3://source/ s3://target/"}) {
        int exit = lines.apply(mute()).execute(command.split(" "));
        if (exit != Exit.DONE) return exit;
      }
      return Exit.DONE;
    } finally {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      boolean json = exchange.getRequestHeaders().containsKey("X-Amz-Target");
      byte[] body = (json ? NO_ROWS : NO_OBJECTS).getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : body.length);
      if (!head) exchange.getResponseBody().write(body);
    }
  }

  /** The SDK's own system properties, which it asks before environment and profiles. */
  private static void pointTheSdkAt(String server) {
    System.setProperty("aws.endpointUrl", server);
    System.setProperty("aws.region", "us-east-1");
    System.setProperty("aws.accessKeyId", "none");
    System.setProperty("aws.secretAccessKey", "none");
  }

  private Surroundings mute() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return new Surroundings(
        new Streams(nowhere, nowhere, Optional.empty(), Optional::empty),
        new Place(
            Map.of(), // a user's settings could lead it elsewhere
            surroundings.place().folder(),
            surroundings.place().home(),
            surroundings.place().program()),
        surroundings.time(),
        surroundings.services(),
        surroundings.kinds(),
        surroundings.signals());
  }
}

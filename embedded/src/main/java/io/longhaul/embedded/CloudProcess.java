package io.longhaul.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** A cloud as a process of its own: says that it is ready, and stops when it is told to. */
final class CloudProcess {
  private final PrintStream out;
  private final PrintStream err;

  CloudProcess(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status. */
  int run(String[] args) {
    Options options;
    try {
      options = Arguments.parse(args);
    } catch (IllegalArgumentException | IOException e) {
      err.println("embedded cloud: " + e.getMessage());
      err.println(Arguments.USAGE);
      return 2;
    }
    // Before the first logger is made.
    System.setProperty("logback.configurationFile", "longhaul-embedded-logback.xml");
    System.setProperty("longhaul.cloud.log", options.state().resolve("cloud.log").toString());
    try (EmbeddedCloud cloud = EmbeddedCloud.start(options)) {
      var end = new CountDownLatch(1);
      Thread stop = closingThread(cloud);
      Runtime.getRuntime().addShutdownHook(stop);
      watch(options.parent(), end);
      out.println("ready " + cloud.description());
      end.await();
      return 0;
    } catch (StateFolder.InUse e) {
      err.println("embedded cloud: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      err.println("embedded cloud: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** Run by the JVM at SIGTERM and SIGINT. */
  private Thread closingThread(EmbeddedCloud cloud) {
    return new Thread(
        () -> {
          try {
            cloud.close();
          } catch (IOException e) {
            err.println("embedded cloud: " + e.getMessage());
          }
        },
        "stop");
  }

  private static void watch(OptionalLong parent, CountDownLatch end) {
    if (parent.isEmpty()) return;
    ProcessHandle.of(parent.getAsLong())
        .ifPresentOrElse(process -> countDownAtExit(process, end), end::countDown);
  }

  private static void countDownAtExit(ProcessHandle process, CountDownLatch end) {
    var unused = process.onExit().thenRun(end::countDown);
  }
}

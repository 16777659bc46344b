import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Runs google-java-format over every Java source of the tree in one JVM: {@code check DIR} exits 1
 * and names the files it would change, {@code write DIR} changes them.
 *
 * <p>Run from source by the build, on the toolchain's JDK: the formatter parses our Java 25 only on
 * a JDK that knows it, and Maven may be running on an older one (docs/adr/0006).
 */
class Format {
  public static void main(String[] args) throws IOException {
    boolean write = args[0].equals("write");
    List<String> command = new ArrayList<>();
    command.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(sources(Path.of(args[1])));

    ToolProvider formatter = ToolProvider.findFirst("google-java-format").orElseThrow();
    int exit = formatter.run(System.out, System.err, command.toArray(String[]::new));
    if (exit != 0 && !write) {
      System.err.println("The files named above are not formatted (or do not parse): ./format");
    }
    System.exit(exit);
  }

  /** {@code tools} and each module's {@code src}: never what a build generated. */
  private static List<String> sources(Path root) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
        Path source = folder.endsWith("tools") ? folder : folder.resolve("src");
        if (!Files.isDirectory(source)) continue;
        try (Stream<Path> files = Files.walk(source)) {
          files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(found::add);
        }
      }
    }
    return found;
  }
}

package io.longhaul.embedded.s3.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Visits the files below a folder in the order that S3 lists their keys. */
final class FileWalk {
  private final Visitor visitor;
  private long unspeakable;

  FileWalk(Visitor visitor) {
    this.visitor = visitor;
  }

  @FunctionalInterface
  interface Visitor {
    void visit(Key key, Stat stat) throws IOException;
  }

  /** Names met that no key can spell: bytes that are not UTF-8, control characters, too long. */
  long unspeakable() {
    return unspeakable;
  }

  void below(Path bucket) throws IOException {
    walk(bucket, "");
  }

  /** A folder sorts as its name and a slash: so its files come where their keys belong. */
  private record Child(byte[] order, String name, Path path, BasicFileAttributes attributes) {}

  private void walk(Path folder, String prefix) throws IOException {
    for (Child child : children(folder)) {
      String text = prefix + child.name();
      if (child.attributes().isDirectory()) {
        walk(child.path(), text + "/");
      } else if (text.getBytes(StandardCharsets.UTF_8).length > Key.MAX_BYTES) {
        unspeakable++;
      } else {
        visitor.visit(Key.of(text), Stat.of(child.attributes()));
      }
    }
  }

  private List<Child> children(Path folder) throws IOException {
    var children = new ArrayList<Child>();
    try (var stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) add(children, path);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // deleted while we walked
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort((a, b) -> Arrays.compareUnsigned(a.order(), b.order()));
    return children;
  }

  private void add(List<Child> children, Path path) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (name.equals(Layout.OWN_FOLDER)) return;
    if (!isSpeakable(name, path)) {
      unspeakable++;
      return;
    }
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String order = attributes.isDirectory() ? name + "/" : name;
      if (attributes.isDirectory() || attributes.isRegularFile()) {
        children.add(new Child(order.getBytes(StandardCharsets.UTF_8), name, path, attributes));
      }
    } catch (NoSuchFileException e) {
      // deleted while we walked
    }
  }

  private static boolean isSpeakable(String name, Path path) {
    boolean odd = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c == 0x7f) return false;
      odd |= c == '\uFFFD' || Character.isSurrogate(c);
    }
    return !odd || path.resolveSibling(name).equals(path);
  }
}

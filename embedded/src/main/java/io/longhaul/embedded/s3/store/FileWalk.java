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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Visits the files below a folder in the order that S3 lists their keys. */
final class FileWalk {
  private final Visitor visitor;
  private final String prefix;
  private final LeftOut leftOut;

  FileWalk(Visitor visitor) {
    this(visitor, "", Instant.MAX);
  }

  /**
   * A walk that passes by what cannot lie below a prefix.
   *
   * @param prefix what the keys of interest begin with
   * @param until what came later counts as no left-out file
   */
  FileWalk(Visitor visitor, String prefix, Instant until) {
    this.visitor = visitor;
    this.prefix = prefix;
    this.leftOut = new LeftOut(until);
  }

  @FunctionalInterface
  interface Visitor {
    void visit(Key key, Stat stat) throws IOException;
  }

  /** What was met and is no object. */
  LeftOut leftOut() {
    return leftOut;
  }

  void below(Path bucket) throws IOException {
    walk(bucket, "");
  }

  /** A folder sorts as its name and a slash: so its files come where their keys belong. */
  private record Child(byte[] order, String name, Path path, BasicFileAttributes attributes) {}

  private void walk(Path folder, String above) throws IOException {
    for (Child child : children(folder, above)) {
      String text = above + child.name();
      if (child.attributes().isDirectory()) {
        walk(child.path(), text + "/");
      } else if (text.getBytes(StandardCharsets.UTF_8).length > Key.MAX_BYTES) {
        leftOut.met(LeftOut.Why.NAME, child.path(), text);
      } else {
        visitor.visit(Key.of(text), Stat.of(child.attributes()));
      }
    }
  }

  private List<Child> children(Path folder, String above) throws IOException {
    var children = new ArrayList<Child>();
    try (var stream = Files.newDirectoryStream(folder)) {
      for (Path path : stream) add(children, path, above);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // deleted while we walked
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    children.sort((a, b) -> Arrays.compareUnsigned(a.order(), b.order()));
    return children;
  }

  private void add(List<Child> children, Path path, String above) throws IOException {
    String name = String.valueOf(path.getFileName());
    if (name.equals(Layout.OWN_FOLDER) || !concerns(above + name)) return;
    if (!isSpeakable(name, path)) {
      leftOut.met(LeftOut.Why.NAME, path, above + shown(name, path));
      return;
    }
    try {
      var attributes =
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      String order = attributes.isDirectory() ? name + "/" : name;
      if (attributes.isDirectory() || attributes.isRegularFile()) {
        children.add(new Child(order.getBytes(StandardCharsets.UTF_8), name, path, attributes));
      } else {
        leftOut.met(
            attributes.isSymbolicLink() ? LeftOut.Why.LINK : LeftOut.Why.OTHER, path, above + name);
      }
    } catch (NoSuchFileException e) {
      // deleted while we walked
    }
  }

  /** Whether it begins with the prefix, or may hold what does. */
  private boolean concerns(String text) {
    return text.startsWith(prefix) || prefix.startsWith(text + "/");
  }

  /** A name whose bytes are not text loses them as text; the address of its file keeps them. */
  private static String shown(String name, Path path) {
    if (name.indexOf('\uFFFD') < 0) return name;
    String address = path.toUri().getRawPath();
    String bare = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    return bare.substring(bare.lastIndexOf('/') + 1);
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

package io.longhaul.worker.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The user as whom commands run, where the worker may become another: one who has none of its
 * rights and does not reach the machine's credentials ({@code ami/exec.conf}).
 */
public record AsUser(String name) {
  public static final String VARIABLE = "LONGHAUL_EXEC_USER";

  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  public AsUser {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "%s '%s': write the name of a user of this machine".formatted(VARIABLE, name));
    }
  }

  /** As the environment says; empty: as the worker itself. */
  public static Optional<AsUser> of(Map<String, String> environment) {
    String name = environment.getOrDefault(VARIABLE, "");
    return name.isEmpty() ? Optional.empty() : Optional.of(new AsUser(name));
  }

  /** What runs this as that user. */
  List<String> words(List<String> command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + name,
                "--regid=" + name,
                "--clear-groups",
                "--inh-caps=-all",
                "--ambient-caps=-all",
                "--bounding-set=-all",
                "--no-new-privs",
                "--"));
    words.addAll(command);
    return words;
  }
}

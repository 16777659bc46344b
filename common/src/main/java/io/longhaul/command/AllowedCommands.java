package io.longhaul.command;

import io.longhaul.job.CommandJob;
import io.longhaul.job.Program;
import io.longhaul.job.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a worker runs for jobs of the kind {@code command}: the flags' words count, else the
 * environment's, else nothing.
 *
 * @param named programs of the machine, by the names that jobs know them by
 * @param artifacts programs that jobs bring along, by what they are
 */
public record AllowedCommands(Map<String, Local> named, Set<Sha256> artifacts) {
  public static final String FLAG = "--allow";
  public static final String VARIABLE = "LONGHAUL_ALLOW";
  public static final AllowedCommands NONE = new AllowedCommands(Map.of(), Set.of());

  private static final String ARTIFACT = "artifact:";
  private static final Pattern NAMED = Pattern.compile("([^=]*)=(/.*?)(?:@([0-9a-f]{64}))?");

  /**
   * A program of this machine.
   *
   * @param path absolute
   * @param sha256 what it must be each time that it is run; empty: whatever lies there
   */
  public record Local(Path path, Optional<Sha256> sha256) {
    @Override
    public String toString() {
      return path + sha256.map(is -> "@" + is).orElse("");
    }
  }

  public AllowedCommands {
    named = Map.copyOf(named);
    artifacts = Set.copyOf(artifacts);
  }

  /**
   * Resolves them.
   *
   * @param flags each a word; none: the environment's count, with commas between
   * @throws IllegalArgumentException if one is wrong, naming where it came from
   */
  public static AllowedCommands resolve(List<String> flags, Map<String, String> environment) {
    if (!flags.isEmpty()) return of(flags, FLAG);
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isEmpty() ? NONE : of(List.of(variable.split(",", -1)), VARIABLE);
  }

  private static AllowedCommands of(List<String> words, String from) {
    Map<String, Local> named = new LinkedHashMap<>();
    Set<Sha256> artifacts = new LinkedHashSet<>();
    for (String word : words) {
      try {
        if (word.startsWith(ARTIFACT)) {
          artifacts.add(new Sha256(word.substring(ARTIFACT.length())));
        } else if (named.put(name(word), local(word)) != null) {
          throw new IllegalArgumentException("'%s' is allowed twice".formatted(name(word)));
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("%s '%s': %s".formatted(from, word, e.getMessage()), e);
      }
    }
    return new AllowedCommands(named, artifacts);
  }

  private static String name(String word) {
    Program program = Program.parse(matched(word).group(1));
    return program.name();
  }

  private static Local local(String word) {
    Matcher matcher = matched(word);
    return new Local(
        Path.of(matcher.group(2)), Optional.ofNullable(matcher.group(3)).map(Sha256::new));
  }

  private static Matcher matched(String word) {
    Matcher matcher = NAMED.matcher(word);
    if (matcher.matches()) return matcher;
    throw new IllegalArgumentException(
        "write NAME=/absolute/path, NAME=/absolute/path@SHA256 or artifact:SHA256");
  }

  /** These and one artifact more. */
  public AllowedCommands with(Sha256 artifact) {
    Set<Sha256> more = new LinkedHashSet<>(artifacts);
    more.add(artifact);
    return new AllowedCommands(named, more);
  }

  /** Whether the job's program may be run; an artifact that is not pinned yet may not. */
  public boolean allows(CommandJob job) {
    if (!job.command().shipped()) return named.containsKey(job.command().name());
    return job.shipped().map(artifact -> artifact.sha256()).filter(artifacts::contains).isPresent();
  }

  /** What would make a worker allow it, for a person. */
  public static String wanted(CommandJob job) {
    return job.command().shipped()
        ? "%s %s%s"
            .formatted(
                FLAG,
                ARTIFACT,
                job.shipped().map(artifact -> artifact.sha256()).map(Sha256::hex).orElse("SHA256"))
        : "%s %s=/path".formatted(FLAG, job.command().name());
  }

  /** As flags, for another process. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>();
    named.forEach((name, local) -> flags.addAll(List.of(FLAG, name + "=" + local)));
    artifacts.forEach(artifact -> flags.addAll(List.of(FLAG, ARTIFACT + artifact)));
    return flags;
  }
}

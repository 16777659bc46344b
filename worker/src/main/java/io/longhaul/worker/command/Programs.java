package io.longhaul.worker.command;

import static java.util.Objects.requireNonNull;

import io.longhaul.claim.InHand;
import io.longhaul.command.AllowedCommands;
import io.longhaul.job.Artifact;
import io.longhaul.job.CommandJob;
import io.longhaul.job.Placeholders;
import io.longhaul.job.Sha256;
import io.longhaul.unit.FailureClass;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes of a job and an item the words of a process, if this worker allows its program. */
final class Programs {
  private final AllowedCommands allowed;
  private final ArtifactFolder artifacts;
  private final Charset letters;

  Programs(AllowedCommands allowed, ArtifactFolder artifacts) {
    this(allowed, artifacts, ofTheMachine());
  }

  /**
   * @param letters that the JDK hands over as they are
   */
  Programs(AllowedCommands allowed, ArtifactFolder artifacts, Charset letters) {
    this.allowed = allowed;
    this.artifacts = artifacts;
    this.letters = letters;
  }

  /**
   * The program and its arguments.
   *
   * @throws ArtifactRefused if it is not allowed, or not to be had as it must be
   * @throws io.longhaul.s3.StoreException if the store does not give an artifact
   */
  List<String> words(CommandJob job, String item, InHand unit)
      throws ArtifactRefused, InterruptedException {
    if (!allowed.allows(job)) {
      throw new ArtifactRefused(
          FailureClass.NOT_ALLOWED,
          "no worker that took it allows '%s'; start them with %s"
              .formatted(job.command(), AllowedCommands.wanted(job)));
    }
    List<String> words = new ArrayList<>(List.of(program(job, unit).toString()));
    Map<String, String> paths = new HashMap<>();
    for (String argument : job.arguments()) {
      for (String name : Placeholders.artifacts(argument)) {
        Artifact artifact = job.artifact(name).orElseThrow();
        paths.put(name, artifacts.of(artifact, false, unit).toAbsolutePath().toString());
      }
      words.add(Placeholders.filled(argument, item, name -> requireNonNull(paths.get(name))));
    }
    for (String word : words) refuseUnspeakable(word);
    refuseUnspeakable(item); // a variable holds it, too
    return words;
  }

  private Path program(CommandJob job, InHand unit) throws ArtifactRefused, InterruptedException {
    if (job.shipped().isPresent()) {
      return artifacts.of(job.shipped().get(), true, unit).toAbsolutePath();
    }
    AllowedCommands.Local local = allowed.named().get(job.command().name());
    if (local == null) throw new IllegalStateException(job.command() + " was allowed");
    if (!Files.isExecutable(local.path())) {
      throw new ArtifactRefused(
          FailureClass.NOT_ALLOWED,
          "'%s' is allowed, and there is no program %s".formatted(job.command(), local.path()));
    }
    if (local.sha256().isPresent()) verify(job, local.path(), local.sha256().get());
    return local.path();
  }

  /** Each time: a program that is replaced is another. */
  private static void verify(CommandJob job, Path path, Sha256 wanted) throws ArtifactRefused {
    try {
      Sha256 is = Sha256.of(path);
      if (is.equals(wanted)) return;
      throw new ArtifactRefused(
          FailureClass.NOT_ALLOWED,
          "'%s' is allowed as another program than %s, whose SHA-256 is %s"
              .formatted(job.command(), path, is));
    } catch (IOException e) {
      throw new ArtifactRefused(
          FailureClass.NOT_ALLOWED, "'%s' cannot be read: %s".formatted(job.command(), e));
    }
  }

  /** The JDK would hand over a question mark, and the command would do something else. */
  private void refuseUnspeakable(String word) throws ArtifactRefused {
    if (letters.newEncoder().canEncode(word)) return;
    throw new ArtifactRefused(
        FailureClass.NOT_ALLOWED,
        "this worker speaks %s only and cannot hand over '%s'; start workers with LC_ALL=C.UTF-8"
            .formatted(letters, word));
  }

  private static Charset ofTheMachine() {
    return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
  }
}

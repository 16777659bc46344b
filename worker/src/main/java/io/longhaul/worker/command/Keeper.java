package io.longhaul.worker.command;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no command outlives this worker, whatever ends it: a process of its own, told of
 * each group of processes as it begins, that kills those left as soon as nobody talks to it any
 * more.
 *
 * <p>A signal at the parent's death (setpriv's) reaches only who was started, and not what that
 * started; and Java knows no groups, so this kills them at the usual end, too.
 */
final class Keeper implements AutoCloseable {
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      groups=' '
      while read -r what group; do
        case $what in
          keep) groups="$groups$group " ;;
          end)
            kill -s KILL -- "-$group" 2>/dev/null
            groups="${groups%% $group *} ${groups#* $group }" ;;
        esac
        echo "$group"
      done
      for group in $groups; do kill -s KILL -- "-$group" 2>/dev/null; done
      """;

  private @Nullable Talk talk;

  private record Talk(Process process, BufferedWriter to, BufferedReader from) {}

  /** From here on that group ends with this worker. */
  void keep(long group) throws IOException {
    ask("keep " + group);
  }

  /** Kills what is left of a group, and forgets it. */
  void end(long group) throws IOException {
    ask("end " + group);
  }

  private synchronized void ask(String line) throws IOException {
    Talk with = talk;
    if (with == null || !with.process.isAlive()) with = begun();
    talk = with;
    with.to.write(line);
    with.to.newLine();
    with.to.flush();
    if (with.from.readLine() == null) throw new IOException("the keeper of commands has ended");
  }

  private static Talk begun() throws IOException {
    ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", SCRIPT);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    Process process = builder.redirectError(Redirect.DISCARD).start();
    return new Talk(
        process,
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII)),
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)));
  }

  /** Kills all that is left. */
  @Override
  public synchronized void close() throws IOException {
    if (talk != null) talk.to.close();
  }
}

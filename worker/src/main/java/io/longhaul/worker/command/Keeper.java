package io.longhaul.worker.command;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that no command outlives this worker, whatever ends it: a process of its own, told of
 * each session of processes as it begins, that kills those left as soon as nobody talks to it any
 * more.
 *
 * <p>A signal at the parent's death (setpriv's) reaches only who was started, and not what that
 * started; and Java knows no sessions, so this kills them at the usual end, too. A group of
 * processes would not do: shells and {@code timeout} make groups of their own.
 */
final class Keeper implements AutoCloseable {
  /** Its words are the text that sweeps, and those that run it as whoever the commands run as. */
  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      sweep=$1
      shift
      sessions=' '
      destroy() {
        for each in $of; do kill -s KILL -- "-$each"; done
        "$@" sh -c "$sweep" sweep $of </dev/null >/dev/null
      }
      while read -r what session; do
        case $what in
          keep) sessions="$sessions$session " ;;
          end)
            of=$session
            destroy "$@"
            case $sessions in
              *" $session "*)
                sessions="${sessions%% $session *} ${sessions#* $session }" ;;
            esac ;;
        esac
        echo "$session"
      done
      of=$sessions
      destroy "$@"
      """;

  /** Until a round finds nobody: who is about to be killed may have started another. */
  private static final String SWEEP =
      """
      sessions=" $* "
      round=0
      found=yes
      while [ $found = yes ] && [ $round -lt 10 ]; do
        found=no
        round=$((round + 1))
        if command -v pkill; then
          for each; do pkill -KILL -s "$each" && found=yes; done
          continue
        fi
        for stat in /proc/[0-9]*/stat; do
          read -r line <"$stat" || continue
          line=${line##*) }
          case $line in Z*) continue ;; esac
          line=${line#* * * }
          case $sessions in
            *" ${line%% *} "*)
              pid=${stat#/proc/}
              kill -s KILL "${pid%/stat}" && found=yes ;;
          esac
        done
      done
      """;

  /** Who runs as another may stop what else does. */
  private static final List<String> SOON = List.of("timeout", "-s", "KILL", "10");

  private final List<String> line = new ArrayList<>();
  private final Map<String, String> environment;
  private final Set<Long> kept = new LinkedHashSet<>();
  private @Nullable Talk talk;

  private record Talk(Process process, BufferedWriter to, BufferedReader from) {
    private void tell(String what, long session) throws IOException {
      to.write(what + " " + session);
      to.newLine();
      to.flush();
      if (from.readLine() == null) throw new IOException("the keeper of commands has ended");
    }
  }

  /**
   * @param user as whom commands run: where the worker does not see their processes, that one does
   */
  Keeper(Optional<AsUser> user) {
    this(user, Map.of());
  }

  /**
   * @param environment beside the worker's PATH
   */
  Keeper(Optional<AsUser> user, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    line.addAll(List.of("setsid", "sh", "-c", SCRIPT, "keeper", SWEEP));
    user.ifPresent(other -> {
      line.addAll(SOON);
      line.addAll(other.words(List.of()));
    });
  }

  /** From here on that session ends with this worker. */
  synchronized void keep(long session) throws IOException {
    ask("keep", session);
    kept.add(session);
  }

  /** Kills what is left of a session, and forgets it. */
  synchronized void end(long session) throws IOException {
    try {
      ask("end", session);
    } finally {
      kept.remove(session);
    }
  }

  /** One that was killed meanwhile has a follower, who is told all that it knew. */
  private void ask(String what, long session) throws IOException {
    Talk with = talk;
    if (with != null && with.process.isAlive()) {
      try {
        with.tell(what, session);
        return;
      } catch (IOException e) {
        with.process.destroyForcibly();
      }
    }
    with = begun();
    talk = with;
    for (long each : kept) with.tell("keep", each);
    with.tell(what, session);
  }

  private Talk begun() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(Redirect.DISCARD).start();
    return new Talk(
        process,
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII)),
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII)));
  }

  /** Who does it; empty: nobody was needed yet. */
  synchronized Optional<ProcessHandle> process() {
    return Optional.ofNullable(talk).map(Talk::process).map(Process::toHandle);
  }

  /** Kills all that is left. */
  @Override
  public synchronized void close() throws IOException {
    if (talk != null) talk.to.close();
  }
}

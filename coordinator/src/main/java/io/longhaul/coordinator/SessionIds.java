package io.longhaul.coordinator;

import io.longhaul.unit.WorkerId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.UUID;

/** Ids for sessions, none of which was ever used before, and what a session says of its host. */
public final class SessionIds {
  private static final int RANDOM = 12;
  private static final int LONGEST_HOST = 100;

  private SessionIds() {}

  /**
   * A fresh one.
   *
   * @param role what the process does, such as {@code worker}
   */
  public static WorkerId fresh(String role) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM);
    return new WorkerId("%s-%d-%s".formatted(role, ProcessHandle.current().pid(), random));
  }

  /** Whether it is a worker's: of the others some only watch, or cut a job up. */
  public static boolean isWorker(WorkerId id) {
    return id.value().startsWith("worker-");
  }

  /** The machine's name and this process's id, for a person who looks for it. */
  public static String host() {
    return host(ProcessHandle.current().pid());
  }

  /** What a process of this machine says of it in its sessions. */
  public static String host(long pid) {
    String name;
    try {
      name = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      name = "localhost";
    }
    if (name.length() > LONGEST_HOST) name = name.substring(0, LONGEST_HOST);
    return "%s pid %d".formatted(name.toLowerCase(Locale.ROOT), pid);
  }
}

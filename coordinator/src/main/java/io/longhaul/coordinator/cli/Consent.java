package io.longhaul.coordinator.cli;

import io.longhaul.coordinator.CommandFailed;

/** Asks the person at the terminal before money is spent or work is lost. */
record Consent(Surroundings surroundings) {
  /**
   * @param what will come of it, as a line
   * @param elsewhere what to do where no terminal is
   * @throws CommandFailed unless it is agreed to
   */
  void ask(String what, String elsewhere) throws InterruptedException {
    if (surroundings.streams().columns().isEmpty()) {
      throw CommandFailed.misused("%s; %s".formatted(what, elsewhere));
    }
    surroundings.say(what + "; type yes to go on:");
    String typed = surroundings.signals().endingAtOnce(surroundings.streams().typed()).orElse("");
    if (Thread.interrupted()) throw new InterruptedException();
    if (!typed.strip().equals("yes")) throw CommandFailed.misused("nothing was changed");
  }
}

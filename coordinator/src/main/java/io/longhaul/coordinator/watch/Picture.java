package io.longhaul.coordinator.watch;

/** Shows a run's progress; told of every reading, it decides itself what is worth showing. */
public interface Picture {
  void show(Progress progress);

  /** Something worth a line of its own, such as a worker that was lost. */
  void say(String line);

  /** After the last reading, or before something else is printed. */
  void end();
}

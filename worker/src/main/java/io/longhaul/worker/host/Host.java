package io.longhaul.worker.host;

import io.longhaul.ledger.Ledger;
import io.longhaul.sizing.SizingSettings;
import io.longhaul.time.Time;
import io.longhaul.worker.host.HostSettings.Choice;
import io.longhaul.worker.loop.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machine that a worker runs on: an EC2 instance that says of itself what it is and when it has
 * to go, or any other, which says nothing.
 */
public final class Host implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);

  /**
   * After a recommendation LARGE units are left to others so long: they are what a machine that
   * goes without its two minutes would leave longest undone. It passes, for a fleet all of whose
   * machines are at risk has nobody else; the rest goes on, because a notice in time costs nothing.
   */
  private static final Duration SPARED = Duration.ofMinutes(15);

  /** A watch that a defect ended begins again after so long. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private static final int TRIES_TO_END = 5;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  private final Time time;
  private final @Nullable Imds imds;
  private final Optional<Instance> instance;
  private final List<Thread> watches = new ArrayList<>();
  private @Nullable Protection protection;
  private @Nullable SizingWatch sizing;

  private Host(Time time, @Nullable Imds imds, Optional<Instance> instance) {
    this.time = time;
    this.imds = imds;
    this.instance = instance;
  }

  /**
   * Finds out what this machine is. Where nothing speaks for EC2 no request is made.
   *
   * @throws ImdsSilent if it is said to be an instance, and does not answer as one
   */
  public static Host find(HostSettings settings, Time time) throws InterruptedException {
    return find(settings, time, Path.of("/sys"));
  }

  static Host find(HostSettings settings, Time time, Path sys) throws InterruptedException {
    boolean asked =
        switch (settings.choice()) {
          case EC2 -> true;
          case AUTO -> settings.metadata().isPresent() || new Firmware(sys).isEc2();
          case NONE -> false;
        };
    if (!asked) return new Host(time, null, Optional.empty());
    Imds imds = new Imds(settings.metadata().orElse(HostSettings.AWS), time);
    try {
      return new Host(time, imds, Optional.of(Instance.read(imds)));
    } catch (ImdsSilent e) {
      imds.close();
      if (settings.choice() == Choice.EC2) throw e;
      LOG.atWarn()
          .addKeyValue("why", e.getMessage())
          .log("this seems to be an EC2 instance, but does not answer as one; going on without");
      return new Host(time, null, Optional.empty());
    }
  }

  /** Empty: it is none of EC2's. */
  public Optional<Instance> instance() {
    return instance;
  }

  /**
   * From now on has the worker drain when the machine goes, and keeps the group from ending a
   * machine with units in hand.
   *
   * @param group of this machine; empty: it is in none
   */
  public void watch(Worker worker, Optional<Group> group, MeterRegistry registry) {
    HostMeters meters = new HostMeters(registry);
    if (imds != null) {
      NoticeWatch notices = new NoticeWatch(new Notices(imds), time, new Telling(worker), meters);
      start("notices", notices::run);
    }
    if (group.isPresent()) {
      Protection kept =
          new Protection(group.get(), () -> worker.vitals().work().held(), time, meters);
      protection = kept;
      start("protection", kept::run);
    }
  }

  /**
   * From now on sizes the fleet as the stack's ledger wishes it, while nobody else does.
   *
   * @param group of this machine, which is the fleet's
   */
  public void size(
      Worker worker, Group group, Ledger ledger, SizingSettings settings, MeterRegistry registry) {
    SizingWatch size =
        new SizingWatch(worker::vitals, group, ledger, time, settings, new HostMeters(registry));
    sizing = size;
    start("sizing", size::run);
  }

  private record Telling(Worker worker) implements NoticeWatch.Listener {
    @Override
    public void ends(Notice notice) {
      worker.drain();
    }

    @Override
    public void atRisk(Notice notice) {
      worker.spareLarge(SPARED);
    }
  }

  private interface Watch {
    void run() throws InterruptedException;
  }

  private void start(String name, Watch watch) {
    watches.add(time.start(name, () -> keep(name, watch)));
  }

  private void keep(String name, Watch watch) {
    try {
      while (true) {
        try {
          watch.run();
          return;
        } catch (RuntimeException e) {
          LOG.atError().setCause(e).addKeyValue("step", name).log("a watch of the machine failed");
          time.sleep(AGAIN);
        }
      }
    } catch (InterruptedException e) {
      // the worker has ended
    }
  }

  /** The worker has ended: the group may choose this machine again, and others size the fleet. */
  public void left() throws InterruptedException {
    endWatches();
    if (sizing != null) sizing.leave();
    if (protection != null) protection.drop();
  }

  /**
   * Ends this machine, in a few tries; one that its group is ending already is left alone.
   *
   * @param oneFewer whether the group is to want one fewer from then on
   * @throws GroupRefused if it goes on
   */
  void end(Group group, boolean oneFewer) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    for (int tried = 1; ; tried++) {
      if (goes()) return;
      try {
        group.end(oneFewer);
        return;
      } catch (GroupRefused e) {
        if (tried == TRIES_TO_END) {
          if (goes()) return;
          throw e;
        }
        time.sleep(pause);
        pause = pause.multipliedBy(2);
      }
    }
  }

  /** An answer that was lost may have been a yes, and a second one would take a second place. */
  private boolean goes() throws InterruptedException {
    if (imds == null) return false;
    try {
      return imds.read(Instance.LIFECYCLE).filter(Instance.TERMINATED::equals).isPresent();
    } catch (ImdsSilent e) {
      return false;
    }
  }

  private void endWatches() throws InterruptedException {
    for (Thread watch : watches) watch.interrupt();
    for (Thread watch : watches) watch.join();
    watches.clear();
  }

  @Override
  public void close() {
    watches.forEach(Thread::interrupt);
    if (imds != null) imds.close();
  }
}

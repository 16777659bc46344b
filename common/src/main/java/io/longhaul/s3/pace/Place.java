package io.longhaul.s3.pace;

import io.longhaul.time.Deadline;
import io.longhaul.time.Time;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A part of a bucket's keys, for reads or for writes: what its answers say of it. */
final class Place {
  final Window window;
  private final Whole whole;

  // the following belong to the whole, which locks them

  /** What it has when it alone is slow. */
  @Nullable Speed own;

  /** The era of the whole that {@link #asked} counts in. */
  long askedIn;

  long asked;

  Place(Time time, PaceSettings settings, Whole whole) {
    this.window = new Window(time, settings.first(), settings.most());
    this.whole = whole;
  }

  /**
   * Waits for a request's turn, at the speed and then within the window; {@link Turn#leave} must
   * follow.
   */
  Turn enter(Deadline deadline) throws InterruptedException {
    Speed speed = whole.of(this);
    long era = speed.enter(deadline);
    return new Turn(speed, era, window.enter(deadline));
  }

  /** Takes a request's turn if that is now. */
  Optional<Turn> enterWithoutWaiting() {
    Speed speed = whole.of(this);
    OptionalLong era = speed.tryEnter();
    if (era.isEmpty()) return Optional.empty();
    OptionalLong ofWindow = window.tryEnter();
    if (ofWindow.isPresent()) {
      return Optional.of(new Turn(speed, era.getAsLong(), ofWindow.getAsLong()));
    }
    speed.giveBack();
    return Optional.empty();
  }

  /** One request that is under way. */
  final class Turn {
    private final Speed speed;
    private long ofSpeed;
    private final long ofWindow;

    private Turn(Speed speed, long ofSpeed, long ofWindow) {
      this.speed = speed;
      this.ofSpeed = ofSpeed;
      this.ofWindow = ofWindow;
    }

    /**
     * The place asked it to be slower; false if that was known already. What is repeated within it
     * is a request of a later era.
     */
    boolean slower() {
      boolean narrower = window.slower(ofWindow);
      boolean slower = whole.slower(Place.this, speed, ofSpeed);
      ofSpeed = speed.era();
      return slower || narrower;
    }

    /** It was not asked after all. Who enters anew counts anew. */
    void giveBack() {
      window.leave(ofWindow, false);
      speed.giveBack();
    }

    /**
     * It has ended.
     *
     * @param well whether the place answered it, be it with a refusal
     */
    void leave(boolean well) {
      window.leave(ofWindow, well);
      speed.leave(well);
    }
  }
}
